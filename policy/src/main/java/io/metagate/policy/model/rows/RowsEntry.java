package io.metagate.policy.model.rows;

import io.metagate.policy.source.SourcePosition;
import java.util.List;

/**
 * The row scope of a permit as its author wrote it.
 *
 * @param at where it stands
 * @param template what it says
 * @param comparisons each comparison of it
 */
public record RowsEntry(SourcePosition at, RowFilterTemplate template, List<RowComparison> comparisons) {

    public RowsEntry {
        comparisons = List.copyOf(comparisons);
    }
}
