package io.metagate.policy;

/**
 * How many rounds random tests take: as many times more, or fewer, as the build asks for with the system property
 * {@code metagate.test.scale}.
 */
public final class TestRounds {

    private static final double SCALE = Double.parseDouble(System.getProperty("metagate.test.scale", "1"));

    private TestRounds() {}

    /** So many where nothing is asked for. */
    public static int of(int usual) {
        return scaled(usual, SCALE);
    }

    /** So many, or fewer. */
    public static int atMost(int usual) {
        return scaled(usual, Math.min(SCALE, 1));
    }

    private static int scaled(int usual, double scale) {
        return Math.max(1, Math.toIntExact(Math.round(usual * scale)));
    }
}
