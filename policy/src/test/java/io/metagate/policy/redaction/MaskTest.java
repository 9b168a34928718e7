package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    @ParameterizedTest
    @CsvSource({
        "jane.roe@acme.example, j***@acme.example",
        "abc@acme.example, a***@acme.example",
        "jürgen@müller.example, j***@müller.example",
        "😀😀😀@acme.example, 😀***@acme.example",
    })
    void keepsTheFirstCharacterAndTheDomainOfAnAddress(String address, String masked) {
        assertThat(new MaskTransform.Email(false).masked(address)).isEqualTo(masked);
    }

    @Test
    void hidesTheDomainIfAsked() {
        assertThat(new MaskTransform.Email(true).masked("jane.roe@acme.example"))
                .isEqualTo("j***@***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "jane",
                "jane@",
                "@acme.example",
                "ab@acme.example",
                "jane@localhost",
                "jane@acme..example",
                "jane@acme.example.",
                "jane@.example",
                "jane@acme@example.com",
                "jane roe@acme.example",
                "Jane Roe <jane@acme.example>",
                "jane@acme.example, john@acme.example",
                "jane@acme.example\n",
                "jane\u00a0@acme.example",
                "call jane@acme.example now",
                "jane@[192.0.2.1]",
                "jane\0@acme.example",
            })
    void masksCompletelyWhatIsNotAnAddress(String text) {
        assertThat(new MaskTransform.Email(false).masked(text)).isEqualTo("***");
        assertThat(new MaskTransform.Email(true).masked(text)).isEqualTo("***");
    }

    @Test
    void masksAddressesOfUnreasonableLengthCompletely() {
        assertThat(new MaskTransform.Email(false).masked("a".repeat(400) + "@acme.example"))
                .isEqualTo("***");
    }

    @ParameterizedTest
    @CsvSource({"2, jane, ***", "2, janet, ja***", "1, ab, ***", "1, abc, a***", "2, 😀é😀é😀, 😀é***", "4, '', ***"})
    void keepsTheFirstCodePoints(int keep, String text, String masked) {
        assertThat(new MaskTransform.First(keep).masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "4, +15550100123, ***0123",
        "4, 12345678, ***",
        "4, 123456789, ***6789",
        "2, 😀é😀é😀, ***é😀",
        "1, '', ***"
    })
    void keepsTheLastCodePoints(int keep, String text, String masked) {
        assertThat(new MaskTransform.Last(keep).masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "Jane Roe, J. R.",
        "'  Jane \t Roe ', J. R.",
        "Vincent van der Berg, V. v. d. B.",
        "Li Wei, L. W.",
        "Émile, É.",
        "Li Wu, ***",
        "A B C D, ***",
        "J, ***",
        "'', ***",
        "'   ', ***",
        "Jane 4711, ***",
        "one two three four five six, ***",
    })
    void keepsInitialsOfNames(String name, String masked) {
        assertThat(new MaskTransform.Initials().masked(name)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0/24",
        "2001:db8:0:7::1, 2001:db8::/48",
        "::ffff:203.0.113.77, 203.0.113.0/24",
        "203.0.113.77:443, ***",
        "2001:db8::1%eth0, ***",
        "2002:cb00:714d::1, ***",
        "gateway.acme.example, ***",
        "'', ***",
    })
    void keepsTheNetworkOfAnAddress(String address, String masked) {
        assertThat(new IpMask().masked(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65, Integer.MAX_VALUE})
    void refusesToKeepNothingOrEverything(int keep) {
        assertThatThrownBy(() -> new MaskTransform.First(keep)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MaskTransform.Last(keep)).isInstanceOf(IllegalArgumentException.class);
    }
}
