package io.metagate.policy.redaction.write;

import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.request.value.ScalarValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Reads values from their canonical bytes. */
public final class CanonicalReader {

    private static final int OBJECT_ID_BYTES = 12;
    private static final int UUID_BYTES = 16;

    private CanonicalReader() {}

    /** The value whose canonical bytes are at the start of the buffer; empty if it has no form in requests. */
    public static Optional<ScalarValue> read(ByteBuffer canonical) {
        ByteBuffer bytes = canonical.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (bytes.get()) {
            case BsonTag.STRING -> Optional.of(new ScalarValue.Text(text(bytes)));
            case BsonTag.INT64 ->
                Optional.of(
                        new ScalarValue.Int(bytes.order(ByteOrder.BIG_ENDIAN).getLong()));
            case BsonTag.DATE -> Optional.of(new ScalarValue.Date(Instant.ofEpochMilli(bytes.getLong())));
            case BsonTag.OBJECT_ID -> Optional.of(new ScalarValue.ObjectId(hex(bytes)));
            case BsonTag.BINARY -> uuid(bytes);
            default -> Optional.empty();
        };
    }

    private static String text(ByteBuffer bytes) {
        byte[] utf8 = new byte[bytes.getInt() - 1];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] id = new byte[OBJECT_ID_BYTES];
        bytes.get(id);
        return HexFormat.of().formatHex(id);
    }

    private static Optional<ScalarValue> uuid(ByteBuffer bytes) {
        boolean isUuid = bytes.getInt() == UUID_BYTES && bytes.get() == BsonTag.UUID;
        bytes.order(ByteOrder.BIG_ENDIAN);
        return isUuid
                ? Optional.of(new ScalarValue.Uuid(new UUID(bytes.getLong(), bytes.getLong())))
                : Optional.empty();
    }
}
