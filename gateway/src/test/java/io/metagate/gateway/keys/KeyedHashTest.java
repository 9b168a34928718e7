package io.metagate.gateway.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private final KeyedHash hash = new KeyedHash("Jefe".getBytes(US_ASCII));

    /** RFC 4231 section 4.3. */
    @Test
    void isTheHmacOfTheStandard() {
        assertThat(HexFormat.of().formatHex(hash.of("what do ya want for nothing?".getBytes(US_ASCII))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void tellsListsOfPartsApartByTheirJoints() {
        List<String> tags = List.of(
                tag(),
                tag(""),
                tag("", ""),
                tag("ab"),
                tag("a", "b"),
                tag("ab", ""),
                tag("", "ab"),
                tag("a", "", "b"),
                tag("b", "a"),
                tag("a\u0000\u0000\u0000\u0001b"));

        assertThat(tags).doesNotHaveDuplicates();
        assertThat(tag("a", "b")).isEqualTo(tag("a", "b"));
    }

    @Test
    void makesTagsOfHundredAndTwentyEightBitsThatDoNotTellTheValue() {
        assertThat(tag("alice@example.com", "1")).hasSize(22).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void dependsOnTheKey() {
        KeyedHash other = new KeyedHash("Jeff".getBytes(US_ASCII));

        assertThat(other.tag("a".getBytes(UTF_8))).isNotEqualTo(tag("a"));
    }

    private String tag(String... parts) {
        byte[][] bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = parts[i].getBytes(UTF_8);
        }
        return hash.tag(bytes);
    }
}
