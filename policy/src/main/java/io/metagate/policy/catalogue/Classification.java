package io.metagate.policy.catalogue;

import java.util.regex.Pattern;

/**
 * The dotted label that says how sensitive a field is, such as {@code personal.email}. A label stands for itself and
 * for all labels below it.
 *
 * @param label lower-case words joined by dots
 */
public record Classification(String label) implements Comparable<Classification> {

    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*){0,7}");

    public Classification {
        if (label.length() > 128 || !LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException("a classification is lower-case words joined by dots");
        }
    }

    /** Whether the other classification is this one or below it: {@code personal} covers {@code personal.email}. */
    public boolean covers(Classification other) {
        return other.label.equals(label)
                || (other.label.startsWith(label) && other.label.charAt(label.length()) == '.');
    }

    @Override
    public int compareTo(Classification other) {
        return label.compareTo(other.label);
    }

    @Override
    public String toString() {
        return label;
    }
}
