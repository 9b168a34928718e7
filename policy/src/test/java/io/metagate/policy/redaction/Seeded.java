package io.metagate.policy.redaction;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A source of random choices that says how to repeat it: set the system property {@code metagate.seed} to the printed
 * number.
 */
public final class Seeded {

    private final RandomGenerator random;

    private Seeded(RandomGenerator random) {
        this.random = random;
    }

    public static Seeded forTest(String name) {
        long seed = Long.getLong("metagate.seed", System.nanoTime());
        System.out.println(name + " seed " + seed);
        return new Seeded(new SplittableRandom(seed));
    }

    /** A number from 0 on below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean chance(int percent) {
        return below(100) < percent;
    }

    long number() {
        return random.nextLong();
    }

    double fraction() {
        return random.nextDouble();
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
