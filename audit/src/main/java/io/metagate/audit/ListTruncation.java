package io.metagate.audit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much of a record's lists is written down.
 *
 * @param elements the first so many elements of each list, and of the limits
 * @param classifications the first so many classifications of released values; the others are summed up
 */
public record ListTruncation(int elements, int classifications) {

    private static final int ALL = Integer.MAX_VALUE;
    private static final ListTruncation NONE = new ListTruncation(ALL, ALL);

    /** From nothing cut to all cut, in the order to try: what was released is the last to be shortened. */
    public static final List<ListTruncation> TRIES = Stream.of(
                    Stream.of(NONE),
                    halves().mapToObj(n -> new ListTruncation(n, ALL)),
                    halves().mapToObj(n -> new ListTruncation(0, n)))
            .flatMap(tries -> tries)
            .toList();

    boolean shortens() {
        return !equals(NONE);
    }

    private static IntStream halves() {
        return IntStream.of(128, 64, 32, 16, 8, 4, 2, 1, 0);
    }
}
