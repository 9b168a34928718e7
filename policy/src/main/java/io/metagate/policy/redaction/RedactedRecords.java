package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.write.DisclosureCounts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Records that were made safe to leave, in neither shape of a body yet. */
public final class RedactedRecords {

    private static final byte[] NOTHING = {};

    private final JsonBuffer json;
    private final int taken;
    private final DisclosureCounts counts;

    RedactedRecords(JsonBuffer json, int taken, DisclosureCounts counts) {
        this.json = json;
        this.taken = taken;
        this.counts = counts;
    }

    /** How many of the given records were done with, those in no scope included; the next page starts behind them. */
    public int taken() {
        return taken;
    }

    /** What was disclosed and what was not. */
    public DisclosureCounts counts() {
        return counts;
    }

    /** The only released record as a JSON object; empty if none was released. */
    public Optional<RedactedBody> single() {
        if (counts.records() > 1) {
            throw new IllegalStateException("there is more than one record");
        }
        return counts.records() == 0 ? Optional.empty() : Optional.of(new RedactedBody(NOTHING, json, NOTHING));
    }

    /**
     * The released records as a page: {@code {"records":[...],"next":...}}.
     *
     * @param next the cursor of the next page; none is null in JSON
     */
    public RedactedBody page(Optional<String> next) {
        JsonBuffer tail = new JsonBuffer(64);
        tail.raw("],\"next\":".getBytes(StandardCharsets.US_ASCII));
        next.ifPresentOrElse(tail::string, () -> tail.raw("null".getBytes(StandardCharsets.US_ASCII)));
        tail.raw('}');
        return new RedactedBody("{\"records\":[".getBytes(StandardCharsets.US_ASCII), json, tail.copy());
    }
}
