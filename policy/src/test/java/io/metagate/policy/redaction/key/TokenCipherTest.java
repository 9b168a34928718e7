package io.metagate.policy.redaction.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.redaction.ReferenceSiv;
import io.metagate.test.Seeded;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCipherTest {

    private static final byte[] KEY = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
            + "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");
    private static final byte[] CONTEXT = "contact.email".getBytes(UTF_8);
    private static final byte[] PLAIN = Arrays.copyOf("jane.roe@acme.example".getBytes(UTF_8), 32);
    private static final byte[] SEALED = hex(
            "481e1ef3f7c9f73a038028f6c25ee799cb10d7056c43e94ab2dbbf8072b2c10b" + "0c86bf81aa073d43b37a831db31e786e");

    /** Tokens outlive releases. */
    @Test
    void givesTheBytesThatItHasAlwaysGiven() {
        assertThat(new TokenCipher(KEY).seal(PLAIN, CONTEXT)).isEqualTo(SEALED);
        assertThat(new TokenCipher(KEY).open(SEALED, CONTEXT)).hasValue(PLAIN);
    }

    /** RFC 5297, appendices A.1 and A.2. */
    @Test
    void isComparedWithWhatGivesTheVectorsOfTheStandard() {
        assertThat(new ReferenceSiv(hex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"))
                        .seal(
                                hex("112233445566778899aabbccddee"),
                                List.of(hex("101112131415161718191a1b1c1d1e1f2021222324252627"))))
                .isEqualTo(hex("85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c"));
        assertThat(new ReferenceSiv(hex("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f"))
                        .seal(
                                "this is some plaintext to encrypt using SIV-AES".getBytes(UTF_8),
                                List.of(
                                        hex("00112233445566778899aabbccddeeffdeaddadadeaddada"
                                                + "ffeeddccbbaa99887766554433221100"),
                                        hex("102030405060708090a0"),
                                        hex("09f911029d74e35bd84156c5635688c0"))))
                .isEqualTo(hex("7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17"
                        + "dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d"));
    }

    @Test
    void givesTheBytesOfTheStandardForTextsAndContextsOfEveryLength() {
        Seeded random = Seeded.forTest("TokenCipherTest");
        for (int length = 0; length < 100; length++) {
            byte[] key = random.bytes(64);
            byte[] plain = random.bytes(length);
            byte[] context = random.bytes(random.below(50));
            TokenCipher cipher = new TokenCipher(key);
            byte[] sealed = cipher.seal(plain, context);
            assertThat(sealed).isEqualTo(new ReferenceSiv(key).seal(plain, List.of(context)));
            assertThat(cipher.open(sealed, context)).hasValue(plain);
        }
    }

    @Test
    void opensNothingThatWasChanged() {
        TokenCipher cipher = new TokenCipher(KEY);
        for (int bit = 0; bit < SEALED.length * 8; bit++) {
            byte[] forged = SEALED.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(cipher.open(forged, CONTEXT)).isEmpty();
        }
        for (int length = 0; length < SEALED.length; length++) {
            assertThat(cipher.open(Arrays.copyOf(SEALED, length), CONTEXT)).isEmpty();
        }
        assertThat(cipher.open(SEALED, new byte[0])).isEmpty();
        assertThat(cipher.open(SEALED, Arrays.copyOf(CONTEXT, CONTEXT.length - 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 32, 48, 63, 65, 128})
    void refusesKeysOfOtherSizes(int bytes) {
        assertThatThrownBy(() -> new TokenCipher(new byte[bytes])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
