package io.metagate.policy.redaction;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.write.DisclosureCounts;
import java.util.Optional;

/** Records that were made safe to leave, a line for each. */
public final class RedactedLines {

    private static final byte[] NOTHING = {};

    private final JsonBuffer lines;
    private final int taken;
    private final DisclosureCounts counts;

    RedactedLines(JsonBuffer lines, int taken, DisclosureCounts counts) {
        this.lines = lines;
        this.taken = taken;
        this.counts = counts;
    }

    /** How many of the given records were done with, those in no scope included; the next chunk starts behind them. */
    public int taken() {
        return taken;
    }

    /** What was disclosed and what was not. */
    public DisclosureCounts counts() {
        return counts;
    }

    /**
     * The lines of the released records, and a last one that says which chunk of a stream they are:
     * {@code {"chunk":{"number":...,"records":...,"auditId":...,"next":...}}}.
     *
     * @param number from 1
     * @param auditId the audit record of this chunk
     * @param next the cursor of the next chunk; none is null in JSON
     */
    public RedactedBody chunk(int number, String auditId, Optional<String> next) {
        JsonBuffer trailer = new JsonBuffer(256);
        trailer.raw(ascii("{\"chunk\":{\"number\":"));
        trailer.number(number);
        trailer.raw(ascii(",\"records\":"));
        trailer.number(counts.records());
        trailer.raw(ascii(",\"auditId\":"));
        trailer.string(auditId);
        trailer.raw(ascii(",\"next\":"));
        next.ifPresentOrElse(trailer::string, () -> trailer.raw(ascii("null")));
        trailer.raw(ascii("}}\n"));
        return new RedactedBody(NOTHING, lines, trailer.copy());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
