package io.metagate.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SealingKeyTest {

    private static final byte[] CONTEXT = "2026-01-01".getBytes(UTF_8);
    private static final byte[] PLAIN = "ticket 123: alice called".getBytes(UTF_8);

    private final SealingKey key = new SealingKey(new byte[32], new SecureRandom());

    @Test
    void opensWhatItSealed() {
        assertThat(key.open(key.seal(PLAIN, CONTEXT), CONTEXT)).contains(PLAIN);
        assertThat(key.open(key.seal(new byte[0], new byte[0]), new byte[0])).contains(new byte[0]);
    }

    /** The test case 14 of the specification of GCM: a key, a nonce and a block of zeros. */
    @Test
    void opensWhatAnotherImplementationSealed() {
        byte[] sealed = HexFormat.of()
                .parseHex("00".repeat(12) + "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919");

        assertThat(key.open(sealed, new byte[0])).contains(new byte[16]);
    }

    @Test
    void sealsTheSameNeverTheSame() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> HexFormat.of().formatHex(key.seal(PLAIN, CONTEXT), 0, 12)))
                .doesNotHaveDuplicates();
    }

    @Test
    void opensForTheSameContextAndKeyOnly() {
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        byte[] sealed = key.seal(PLAIN, CONTEXT);

        assertThat(key.open(sealed, "2026-01-02".getBytes(UTF_8))).isEmpty();
        assertThat(key.open(sealed, new byte[0])).isEmpty();
        assertThat(new SealingKey(otherKey, new SecureRandom()).open(sealed, CONTEXT))
                .isEmpty();
    }

    @Test
    void opensNothingThatWasTouched() {
        byte[] sealed = key.seal(PLAIN, CONTEXT);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 0x40;
            assertThat(key.open(changed, CONTEXT)).isEmpty();
            assertThat(key.open(Arrays.copyOf(sealed, i), CONTEXT)).isEmpty();
        }
        assertThat(key.open(Arrays.copyOf(sealed, sealed.length + 1), CONTEXT)).isEmpty();
    }
}
