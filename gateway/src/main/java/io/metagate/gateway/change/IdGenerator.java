package io.metagate.gateway.change;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.value.ScalarValue;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes identifiers for records whose makers choose none. They are random, so that nobody can tell one from another.
 */
final class IdGenerator {

    private static final int OBJECT_ID_BYTES = 12;
    private static final int RANDOM_BYTES = 8;

    private final SecureRandom random;
    private final InstantSource clock;

    IdGenerator(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** An identifier of that type; empty if one of that type must be chosen. */
    Optional<ScalarValue> next(FieldType type) {
        return switch (type) {
            case OBJECT_ID -> Optional.of(new ScalarValue.ObjectId(objectId()));
            case UUID -> Optional.of(new ScalarValue.Uuid(UUID.randomUUID()));
            default -> Optional.empty();
        };
    }

    /** Seconds first, as the drivers make them, so that an index of them grows at its end. */
    private String objectId() {
        byte[] tail = new byte[RANDOM_BYTES];
        random.nextBytes(tail);
        byte[] id = ByteBuffer.allocate(OBJECT_ID_BYTES)
                .putInt((int) clock.instant().getEpochSecond())
                .put(tail)
                .array();
        return HexFormat.of().formatHex(id);
    }
}
