package io.metagate.demo.sample;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random choices for one sample record, always the same for the same seed, topic and number: so that any record can be
 * made without those before it, and two collections can agree on what they both tell.
 */
final class SampleRandom {

    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random;

    SampleRandom(long seed, String topic, long number) {
        this.random = new SplittableRandom(mixed(mixed(seed ^ topic.hashCode()) ^ number));
    }

    /** One of those, all equally likely. */
    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A whole number from the first to the last, both included. */
    long between(long first, long last) {
        return random.nextLong(first, last + 1);
    }

    /** Whether something happens that happens that many times in a hundred. */
    boolean chance(int inHundred) {
        return random.nextInt(100) < inHundred;
    }

    /** That many hexadecimal digits. */
    String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(HEX.charAt(random.nextInt(HEX.length())));
        }
        return text.toString();
    }

    /** The finaliser of SplitMix64: neighbouring numbers give unrelated sequences. */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
