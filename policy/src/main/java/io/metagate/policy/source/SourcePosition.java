package io.metagate.policy.source;

import io.metagate.policy.text.VisibleText;
import java.util.Comparator;

/**
 * Where something stands in a bundle.
 *
 * @param file the file's name within the bundle
 * @param line from 1
 * @param column from 1
 */
public record SourcePosition(String file, int line, int column) implements Comparable<SourcePosition> {

    private static final Comparator<SourcePosition> ORDER = Comparator.comparing(SourcePosition::file)
            .thenComparingInt(SourcePosition::line)
            .thenComparingInt(SourcePosition::column);

    @Override
    public int compareTo(SourcePosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return VisibleText.of(file) + ":" + line + ":" + column;
    }
}
