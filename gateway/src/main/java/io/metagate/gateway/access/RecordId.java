package io.metagate.gateway.access;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.Value;
import java.util.UUID;

/** Reads a record's identifier out of a URL. */
final class RecordId {

    private RecordId() {}

    /** The identifier as a value of that type; as text where it is not of that form, which then identifies nothing. */
    static Value of(String written, FieldType type) {
        try {
            return switch (type) {
                case INT -> new Value.Int(Long.parseLong(written));
                case OBJECT_ID -> new Value.ObjectId(written);
                case UUID -> new Value.Uuid(UUID.fromString(written));
                default -> new Value.Text(written);
            };
        } catch (IllegalArgumentException e) {
            return new Value.Text(written);
        }
    }
}
