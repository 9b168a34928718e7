package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.plan.FieldTree;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.plan.TreeChoice;
import io.metagate.policy.redaction.write.RecordTally;
import io.metagate.policy.redaction.write.RedactingJsonWriter;
import io.metagate.policy.redaction.write.SubjectIdentifier;
import java.util.List;
import java.util.Optional;

/** One run over the records of a page. For one thread and one run. */
final class RedactionRun {

    private final TreeChoice trees;
    private final int maxBytes;
    private final RecordFraming framing;
    private final JsonBuffer json;
    private final RedactingJsonWriter writer;
    private final DataSubjectReader people;
    private final DisclosureCounter sheet = new DisclosureCounter();
    private FieldTree tree = FieldTree.NONE;
    private RecordTally counts = new RecordTally(0);

    RedactionRun(ReleasePlan plan, int maxBytes, RecordFraming framing, int expectedBytes) {
        this.trees = plan.choice();
        this.maxBytes = maxBytes;
        this.framing = framing;
        this.json = new JsonBuffer(expectedBytes);
        this.writer = new RedactingJsonWriter(json, plan.keys());
        this.people = new DataSubjectReader(plan.collection());
    }

    RedactedRecords records(List<RawRecord> records) {
        int taken = run(records);
        return new RedactedRecords(json, taken, sheet.counts());
    }

    RedactedLines lines(List<RawRecord> records) {
        int taken = run(records);
        return new RedactedLines(json, taken, sheet.counts());
    }

    private int run(List<RawRecord> records) {
        int taken = 0;
        while (taken < records.size() && take(records.get(taken).bytes())) {
            taken++;
        }
        return taken;
    }

    /** Whether the record is done with: in the body, or in no scope. */
    private boolean take(BsonBytes record) {
        Optional<FieldTree> found = trees.of(record);
        if (found.isEmpty()) {
            sheet.outOfScope();
            return true;
        }
        follow(found.get());
        List<SubjectIdentifier> about = people.read(record);
        int before = json.size();
        framing.open(json);
        writer.write(record, tree, counts, about);
        framing.close(json);
        if (sheet.records() > 0 && json.size() > maxBytes) {
            json.truncate(before);
            return false;
        }
        sheet.released(tree, counts, about);
        return true;
    }

    private void follow(FieldTree next) {
        if (next == tree) {
            counts.clear();
        } else {
            tree = next;
            counts = new RecordTally(next.slots().size());
        }
    }
}
