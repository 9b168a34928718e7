package io.metagate.policy.redaction;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.redaction.bson.ExtendedJson;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Tokens that were turned back, in a body that leaves for evidence only. */
public final class DetokenizedValues {

    private static final byte[] HEAD = "{\"values\":[".getBytes(US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(US_ASCII);
    private static final byte[] TOKEN = "{\"token\":".getBytes(US_ASCII);
    private static final byte[] VALUE = ",\"value\":".getBytes(US_ASCII);
    private static final int EXPECTED_BYTES = 256;

    private final JsonBuffer values;
    private final DisclosureCounts counts;

    private DetokenizedValues(JsonBuffer values, DisclosureCounts counts) {
        this.values = values;
        this.counts = counts;
    }

    /** The tokens with what they stand for, null where that is nothing. */
    static DetokenizedValues of(Field field, List<String> tokens, Function<String, Optional<ScalarValue>> read) {
        JsonBuffer json = new JsonBuffer(tokens.size() * EXPECTED_BYTES);
        ExtendedJson writer = new ExtendedJson(json);
        long revealed = 0;
        for (String token : tokens) {
            ScalarValue value = read.apply(token).orElse(new ScalarValue.Null());
            revealed += value.isNull() ? 0 : 1;
            json.separate();
            json.raw(TOKEN);
            json.string(token);
            json.raw(VALUE);
            writer.write(value);
            json.raw('}');
        }
        return new DetokenizedValues(json, counts(field, revealed));
    }

    /** The body: {@code {"values":[{"token":"...","value":...}]}}, in the order of the tokens. */
    public RedactedBody body() {
        return new RedactedBody(HEAD, values, TAIL);
    }

    /** What it discloses: values in clear, of no record. */
    public DisclosureCounts counts() {
        return counts;
    }

    private static DisclosureCounts counts(Field field, long revealed) {
        SortedMap<DisclosureCounts.Release, Long> released = new TreeMap<>();
        if (revealed > 0) {
            released.put(new DisclosureCounts.Release(field.classification(), new Transform.Clear().name()), revealed);
        }
        return new DisclosureCounts(
                0, 0, new DisclosureCounts.DataSubjects(0, 0), released, DisclosureCounts.Omitted.NONE);
    }
}
