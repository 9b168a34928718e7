package io.metagate.policy.redaction;

import io.metagate.policy.redaction.Tally.DataSubjects;
import io.metagate.policy.redaction.Tally.Omitted;
import io.metagate.policy.redaction.Tally.Release;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tally in the making. */
final class TallySheet {

    private final Map<FieldTree, Counts> counts = new LinkedHashMap<>();
    private final Set<Identifier> people = new HashSet<>();
    private FieldTree lastTree = FieldTree.NONE;
    private Counts lastCounts = new Counts(0);
    private long records;
    private long outOfScope;
    private long recordsWithoutPeople;

    /** Counts a record that was released along that tree and is about those people. */
    void released(FieldTree tree, Counts inRecord, List<Identifier> peopleInRecord) {
        records++;
        countsOf(tree).add(inRecord);
        for (Identifier person : peopleInRecord) {
            people.add(person);
        }
        if (peopleInRecord.isEmpty()) {
            recordsWithoutPeople++;
        }
    }

    private Counts countsOf(FieldTree tree) {
        if (tree != lastTree) {
            lastTree = tree;
            lastCounts = counts.computeIfAbsent(tree, t -> new Counts(t.slots().size()));
        }
        return lastCounts;
    }

    /** Counts a record that is in no scope. */
    void outOfScope() {
        outOfScope++;
    }

    long records() {
        return records;
    }

    Tally tally() {
        SortedMap<Release, Long> released = new TreeMap<>();
        Omitted omitted = Omitted.NONE;
        for (Map.Entry<FieldTree, Counts> entry : counts.entrySet()) {
            Counts sum = entry.getValue();
            omitted = omitted.plus(sum.omitted());
            int slot = 0;
            for (Release release : entry.getKey().slots()) {
                long values = sum.in(slot++);
                if (values > 0) {
                    released.merge(release, values, Long::sum);
                }
            }
        }
        return new Tally(records, outOfScope, new DataSubjects(people.size(), recordsWithoutPeople), released, omitted);
    }
}
