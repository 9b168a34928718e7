package io.metagate.it.fuzz;

import java.util.List;
import java.util.Random;

/** Draws from lists, and now and then. */
final class RandomChoice {

    /** What must get into no log, wherever it stands in a request. */
    static final List<String> PLANTED =
            List.of("planted.jane@acme.example", "+4915199887766", "Planted Jane Roe", "planted-4711-canary");

    private final Random random;

    RandomChoice(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String planted() {
        return of(PLANTED);
    }

    /** Up to so many characters of one byte each, of which no line ends unless it is meant to. */
    String noise(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            int c = once(8) ? random.nextInt(256) : 0x21 + random.nextInt(0x5E);
            text.append((char) (c == '\n' || c == '\r' ? 'x' : c));
        }
        return text.toString();
    }

    /** The text with one character changed, doubled or lost. */
    String mutated(String text) {
        if (text.isEmpty()) {
            return noise(4);
        }
        int at = random.nextInt(text.length());
        String middle =
                switch (below(4)) {
                    case 0 -> "";
                    case 1 -> text.substring(at, at + 1).repeat(2);
                    case 2 -> String.format("%%%02x", (int) text.charAt(at));
                    default -> noise(2);
                };
        return text.substring(0, at) + middle + text.substring(at + 1);
    }
}
