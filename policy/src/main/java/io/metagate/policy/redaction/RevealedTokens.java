package io.metagate.policy.redaction;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Value;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Tokens that were turned back, in a body that leaves for evidence only. */
public final class RevealedTokens {

    private static final byte[] HEAD = "{\"values\":[".getBytes(US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(US_ASCII);
    private static final byte[] TOKEN = "{\"token\":".getBytes(US_ASCII);
    private static final byte[] VALUE = ",\"value\":".getBytes(US_ASCII);
    private static final int EXPECTED_BYTES = 256;

    private final JsonBuffer values;
    private final Tally tally;

    private RevealedTokens(JsonBuffer values, Tally tally) {
        this.values = values;
        this.tally = tally;
    }

    /** The tokens with what they stand for, null where that is nothing. */
    static RevealedTokens of(Field field, List<String> tokens, Function<String, Optional<Value>> read) {
        JsonBuffer json = new JsonBuffer(tokens.size() * EXPECTED_BYTES);
        ScalarWriter writer = new ScalarWriter(json);
        long revealed = 0;
        for (String token : tokens) {
            Value value = read.apply(token).orElse(new Value.Null());
            revealed += value instanceof Value.Null ? 0 : 1;
            json.separate();
            json.raw(TOKEN);
            json.string(token);
            json.raw(VALUE);
            writer.write(value);
            json.raw('}');
        }
        return new RevealedTokens(json, tally(field, revealed));
    }

    /** The body: {@code {"values":[{"token":"...","value":...}]}}, in the order of the tokens. */
    public RedactedBody body() {
        return new RedactedBody(HEAD, values, TAIL);
    }

    /** What it discloses: values in clear, of no record. */
    public Tally tally() {
        return tally;
    }

    private static Tally tally(Field field, long revealed) {
        SortedMap<Tally.Release, Long> released = new TreeMap<>();
        if (revealed > 0) {
            released.put(new Tally.Release(field.classification(), new Transform.Clear().name()), revealed);
        }
        return new Tally(0, 0, new Tally.DataSubjects(0, 0), released, Tally.Omitted.NONE);
    }
}
