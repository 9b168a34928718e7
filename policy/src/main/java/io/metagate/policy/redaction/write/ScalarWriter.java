package io.metagate.policy.redaction.write;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metagate.policy.redaction.bson.ExtendedJson;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.request.ScalarValue;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Writes the values that have tokens, as they stand in a record in clear. */
public final class ScalarWriter {

    private static final int UUID_BYTES = 16;

    private final JsonBuffer json;
    private final ExtendedJson extended;

    public ScalarWriter(JsonBuffer json) {
        this.json = json;
        this.extended = new ExtendedJson(json);
    }

    public void write(ScalarValue value) {
        if (value instanceof ScalarValue.Text text) {
            json.string(text.text());
        } else if (value instanceof ScalarValue.Int number) {
            extended.integer(number.number());
        } else if (value instanceof ScalarValue.Date date) {
            extended.date(date.instant().toEpochMilli());
        } else if (value instanceof ScalarValue.ObjectId id) {
            raw("{\"$oid\":\"" + id.hex() + "\"}");
        } else if (value instanceof ScalarValue.Uuid id) {
            raw("{\"$binary\":{\"base64\":\"" + base64(id.uuid()) + "\",\"subType\":\"04\"}}");
        } else {
            extended.nothing();
        }
    }

    private static String base64(UUID uuid) {
        ByteBuffer bytes = ByteBuffer.allocate(UUID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits());
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private void raw(String ascii) {
        json.raw(ascii.getBytes(US_ASCII));
    }
}
