package io.metagate.policy.path;

import java.util.List;

/**
 * A pattern over field paths: {@code a.b} matches itself, {@code a.*} any path one segment longer, {@code a.**} any
 * path below.
 *
 * @param prefix the names before the wildcard
 * @param tail what follows them
 */
public record PathPattern(List<String> prefix, Tail tail) {

    /** What a pattern allows after its names. */
    public enum Tail {
        /** Nothing: the pattern is the path. */
        NONE,
        /** Exactly one more segment. */
        ONE,
        /** One or more segments. */
        ALL
    }

    public PathPattern {
        prefix = List.copyOf(prefix);
    }

    /**
     * Parses the written form.
     *
     * @throws IllegalArgumentException if the text is not a pattern
     */
    public static PathPattern of(String text) {
        if (text.endsWith(".**")) {
            return new PathPattern(names(text, 3), Tail.ALL);
        }
        if (text.endsWith(".*")) {
            return new PathPattern(names(text, 2), Tail.ONE);
        }
        return new PathPattern(names(text, 0), Tail.NONE);
    }

    /** Whether the path is one of those that this pattern stands for. */
    public boolean matches(FieldPath path) {
        List<String> segments = path.segments();
        int more = segments.size() - prefix.size();
        return more >= 0
                && segments.subList(0, prefix.size()).equals(prefix)
                && switch (tail) {
                    case NONE -> more == 0;
                    case ONE -> more == 1;
                    case ALL -> more >= 1;
                };
    }

    private static List<String> names(String text, int cut) {
        return FieldPath.of(text.substring(0, text.length() - cut)).segments();
    }
}
