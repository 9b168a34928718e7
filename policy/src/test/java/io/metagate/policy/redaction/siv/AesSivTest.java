package io.metagate.policy.redaction.siv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AesSivTest {

    private static final byte[] KEY = hex("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f");
    private static final List<byte[]> CONTEXT = List.of(
            hex("00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100"),
            hex("102030405060708090a0"),
            hex("09f911029d74e35bd84156c5635688c0"));
    private static final byte[] PLAIN =
            hex("7468697320697320736f6d6520706c61696e7465787420746f20656e63727970" + "74207573696e67205349562d414553");
    private static final byte[] SEALED = hex("7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17"
            + "dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d");

    @Test
    void givesTheDeterministicVectorOfTheStandard() {
        // RFC 5297, appendix A.1
        AesSiv siv = new AesSiv(hex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));
        byte[] plain = hex("112233445566778899aabbccddee");
        List<byte[]> context = List.of(hex("101112131415161718191a1b1c1d1e1f2021222324252627"));
        byte[] sealed = siv.seal(plain, context);
        assertThat(sealed).isEqualTo(hex("85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c"));
        assertThat(siv.open(sealed, context)).hasValue(plain);
    }

    @Test
    void givesTheVectorOfTheStandardWithSeveralContexts() {
        // RFC 5297, appendix A.2
        assertThat(new AesSiv(KEY).seal(PLAIN, CONTEXT)).isEqualTo(SEALED);
        assertThat(new AesSiv(KEY).open(SEALED, CONTEXT)).hasValue(PLAIN);
    }

    @Test
    void opensNothingThatWasChanged() {
        AesSiv siv = new AesSiv(KEY);
        for (int bit = 0; bit < SEALED.length * 8; bit++) {
            byte[] forged = SEALED.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(siv.open(forged, CONTEXT)).isEmpty();
        }
        for (int length = 0; length < SEALED.length; length++) {
            assertThat(siv.open(Arrays.copyOf(SEALED, length), CONTEXT)).isEmpty();
        }
        assertThat(siv.open(SEALED, CONTEXT.subList(0, 2))).isEmpty();
        assertThat(siv.open(SEALED, List.of())).isEmpty();
    }

    @Test
    void sealsTextsOfEveryLengthUnderKeysOfEverySize() {
        for (int size : new int[] {32, 48, 64}) {
            AesSiv siv = new AesSiv("k".repeat(size).getBytes(StandardCharsets.US_ASCII));
            for (int length = 0; length < 50; length++) {
                byte[] plain = new byte[length];
                byte[] sealed = siv.seal(plain, List.of());
                assertThat(sealed).hasSize(16 + length);
                assertThat(siv.open(sealed, List.of())).hasValue(plain);
            }
        }
    }

    @Test
    void refusesKeysOfOtherSizes() {
        assertThatThrownBy(() -> new AesSiv(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
