package io.metagate.audit;

import io.metagate.audit.json.ExactCount;
import io.metagate.audit.text.TextFormat;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many values left, by classification and by transform.
 *
 * @param values classification to transform to number of values, in order of their names
 */
public record ReleasedValues(Map<String, Map<String, Long>> values) {

    private static final String OTHERS = "*";

    public ReleasedValues {
        SortedMap<String, Map<String, Long>> copy = new TreeMap<>();
        values.forEach((classification, counts) -> copy.put(named(classification), checked(counts)));
        values = Collections.unmodifiableSortedMap(copy);
    }

    /** Nothing left. */
    public static ReleasedValues nothing() {
        return new ReleasedValues(Map.of());
    }

    /** How many values left in all. */
    public long total() {
        return values.values().stream()
                .flatMap(counts -> counts.values().stream())
                .reduce(0L, Math::addExact);
    }

    /**
     * The same number of values under the first so many classifications and one last that stands for all others.
     * INVARIANT: the total stays, so that a record that is cut to size never says that less was released (P3).
     */
    ReleasedValues folded(int classifications) {
        if (values.size() <= classifications) {
            return this;
        }
        SortedMap<String, Map<String, Long>> kept = new TreeMap<>();
        values.entrySet().stream().limit(classifications).forEach(e -> kept.put(e.getKey(), e.getValue()));
        kept.remove(OTHERS);
        kept.put(OTHERS, Map.of(OTHERS, total() - new ReleasedValues(kept).total()));
        return new ReleasedValues(kept);
    }

    private static Map<String, Long> checked(Map<String, Long> counts) {
        SortedMap<String, Long> copy = new TreeMap<>();
        counts.forEach((transform, count) -> copy.put(named(transform), ExactCount.require("released", count)));
        return Collections.unmodifiableSortedMap(copy);
    }

    private static String named(String name) {
        TextFormat.NAME.require("classification or transform", name);
        return name;
    }
}
