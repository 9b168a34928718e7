package io.metagate.policy.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parsed address of a value in a record, such as {@code company.contacts.phone}. Arrays are transparent: a path has
 * no indexes, and a segment that looks like a number is a name.
 */
public final class FieldPath implements Comparable<FieldPath> {

    /** The record's own identifier in the store. */
    public static final FieldPath ID = FieldPath.of("_id");

    /** The most segments of a path. */
    public static final int MAX_SEGMENTS = 16;

    private static final int MAX_LENGTH = 256;

    private final List<String> segments;

    /** As no name holds a dot, equal paths are those of the same dotted form. */
    private final String dotted;

    /**
     * The path of these names.
     *
     * @param segments 1 to 16 names, outermost first; none is empty, starts with {@code $} or holds a dot or a control
     *     character
     * @throws IllegalArgumentException if they are not the names of a path; the message does not repeat them
     */
    public FieldPath(List<String> segments) {
        this.segments = List.copyOf(segments);
        if (segments.isEmpty() || segments.size() > MAX_SEGMENTS) {
            throw new IllegalArgumentException("a field path has 1 to " + MAX_SEGMENTS + " segments");
        }
        segments.forEach(FieldPath::requireName);
        this.dotted = String.join(".", segments);
    }

    /**
     * Parses the dotted form.
     *
     * @throws IllegalArgumentException if the text is not a field path; the message does not repeat the text
     */
    public static FieldPath of(String dotted) {
        if (dotted.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a field path has at most " + MAX_LENGTH + " characters");
        }
        return new FieldPath(List.of(dotted.split("\\.", -1)));
    }

    /** Its names, outermost first. */
    public List<String> segments() {
        return segments;
    }

    /** Whether this path addresses a value somewhere below the other. */
    public boolean isBelow(FieldPath other) {
        return segments.size() > other.segments.size()
                && segments.subList(0, other.segments.size()).equals(other.segments);
    }

    /**
     * The path that has this one's names first and then those of the dotted form.
     *
     * @throws IllegalArgumentException if the whole is not a field path
     */
    public FieldPath below(String dotted) {
        return of(this.dotted + "." + dotted);
    }

    /** What is left of this path behind the other, which it is below. */
    public FieldPath behind(FieldPath other) {
        if (!isBelow(other)) {
            throw new IllegalArgumentException("a field path is not below another");
        }
        return new FieldPath(segments.subList(other.segments.size(), segments.size()));
    }

    /** The dotted form, as it stands in policies, requests and answers. */
    public String dotted() {
        return dotted;
    }

    @Override
    public int compareTo(FieldPath other) {
        return dotted.compareTo(other.dotted);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldPath path && dotted.equals(path.dotted);
    }

    @Override
    public int hashCode() {
        return dotted.hashCode();
    }

    @Override
    public String toString() {
        return dotted;
    }

    private static void requireName(String segment) {
        if (segment.isEmpty()) {
            throw new IllegalArgumentException("a segment of a field path is empty");
        }
        if (segment.charAt(0) == '$') {
            throw new IllegalArgumentException("a segment of a field path starts with $");
        }
        if (segment.codePoints().anyMatch(FieldPath::isForbidden)) {
            throw new IllegalArgumentException("a segment of a field path holds a dot, a star or a control character");
        }
    }

    /** A lone surrogate has no bytes in UTF-8, and would stand for another field's name. */
    private static boolean isForbidden(int c) {
        return c == '.' || c == '*' || Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
