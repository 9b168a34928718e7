package io.metagate.policy.redaction;

import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.request.value.DocumentValue;
import java.util.List;

/** Makes records safe to leave, as a plan has it. Safe for use by several threads. */
public final class Redactor {

    private static final long ROOM_FOR_ONE_TOO_MANY = 16 << 10;
    private static final int LARGEST_FIRST_BUFFER = 4 << 20;

    private final ReleasePlan plan;

    /** A redactor for that plan. */
    public Redactor(ReleasePlan plan) {
        this.plan = plan;
    }

    /**
     * Redacts the records in their order, as many as fit.
     *
     * @param maxBytes the most bytes that the released records may have together, as JSON with the commas between them;
     *     the first one is released whatever its size
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if a record is not BSON; nothing is released then
     */
    public RedactedRecords redact(List<RawRecord> records, int maxBytes) {
        return redaction(records, maxBytes, RecordFraming.ITEMS).records(records);
    }

    /**
     * Redacts the records in their order, as many as fit, each to a line.
     *
     * @param maxBytes the most bytes that the lines may have together; the first one is released whatever its size
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if a record is not BSON; nothing is released then
     */
    public RedactedLines lines(List<RawRecord> records, int maxBytes) {
        return redaction(records, maxBytes, RecordFraming.LINES).lines(records);
    }

    /**
     * Whether an edit puts at a field that does not leave as it is what leaves of it: a masked value that was sent
     * back. It is told by what is shown and what is sent alone.
     *
     * @param before the record that is edited
     * @param after the record as the edit leaves it
     * @param patch what was sent
     */
    public boolean isEcho(RawRecord before, RawRecord after, DocumentValue.Members patch) {
        return new MaskedEchoCheck(plan).holds(before.bytes(), after.bytes(), patch);
    }

    private RedactionRun redaction(List<RawRecord> records, int maxBytes, RecordFraming framing) {
        long raw = 0;
        for (RawRecord record : records) {
            raw += record.size();
        }
        // JSON is longer than BSON where there are many dates, numbers and short names
        int expected = (int) Math.min(raw + raw / 2, Math.min(maxBytes + ROOM_FOR_ONE_TOO_MANY, LARGEST_FIRST_BUFFER));
        return new RedactionRun(plan, maxBytes, framing, expected);
    }
}
