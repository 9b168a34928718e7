package io.metagate.policy.redaction;

import io.metagate.policy.redaction.plan.FieldTree;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.redaction.write.DisclosureCounts.DataSubjects;
import io.metagate.policy.redaction.write.DisclosureCounts.Omitted;
import io.metagate.policy.redaction.write.DisclosureCounts.Release;
import io.metagate.policy.redaction.write.RecordTally;
import io.metagate.policy.redaction.write.SubjectIdentifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A counts in the making. */
final class DisclosureCounter {

    private final Map<FieldTree, RecordTally> counts = new LinkedHashMap<>();
    private final Set<SubjectIdentifier> people = new HashSet<>();
    private FieldTree lastTree = FieldTree.NONE;
    private RecordTally lastCounts = new RecordTally(0);
    private long records;
    private long outOfScope;
    private long recordsWithoutPeople;

    /** Counts a record that was released along that tree and is about those people. */
    void released(FieldTree tree, RecordTally inRecord, List<SubjectIdentifier> peopleInRecord) {
        records++;
        countsOf(tree).add(inRecord);
        for (SubjectIdentifier person : peopleInRecord) {
            people.add(person);
        }
        if (peopleInRecord.isEmpty()) {
            recordsWithoutPeople++;
        }
    }

    private RecordTally countsOf(FieldTree tree) {
        if (tree != lastTree) {
            lastTree = tree;
            lastCounts =
                    counts.computeIfAbsent(tree, t -> new RecordTally(t.slots().size()));
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

    DisclosureCounts counts() {
        SortedMap<Release, Long> released = new TreeMap<>();
        Omitted omitted = Omitted.NONE;
        for (Map.Entry<FieldTree, RecordTally> entry : counts.entrySet()) {
            RecordTally sum = entry.getValue();
            omitted = omitted.plus(sum.omitted());
            int slot = 0;
            for (Release release : entry.getKey().slots()) {
                long values = sum.in(slot++);
                if (values > 0) {
                    released.merge(release, values, Long::sum);
                }
            }
        }
        return new DisclosureCounts(
                records, outOfScope, new DataSubjects(people.size(), recordsWithoutPeople), released, omitted);
    }
}
