package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
import java.util.Set;
import java.util.UUID;

/**
 * A record's identifier out of a URL.
 *
 * @param value what to look for
 * @param text the one spelling of it; the audit log's tag of a record must not depend on how a request spells its
 *     identifier
 */
public record RecordId(ScalarValue value, String text) {

    /** A third of what the line of a request has room for, as each byte may be written as three. */
    private static final int MAX_BYTES = 1_024;

    /** What means another path (RFC 3986 section 5.2.4), or none. */
    private static final Set<String> UNNAMEABLE = Set.of("", ".", "..");

    /** That of no record. */
    public static final RecordId NONE = new RecordId(new ScalarValue.Null(), "");

    /**
     * A value that is to be an identifier of that type; as it is where it cannot be one, which then identifies nothing.
     */
    public static RecordId of(ScalarValue value, FieldType type) {
        ScalarValue id = value.as(type).orElse(value);
        return id.accept(new IdentifierOf());
    }

    /** The identifier that a value is: that of no record, where values of its kind are none. */
    private static final class IdentifierOf implements ScalarVisitor<RecordId> {

        @Override
        public RecordId text(ScalarValue.Text text) {
            return ofText(text.text());
        }

        @Override
        public RecordId integer(ScalarValue.Int integer) {
            return ofInt(integer.number());
        }

        @Override
        public RecordId objectId(ScalarValue.ObjectId id) {
            return ofObjectId(id);
        }

        @Override
        public RecordId uuid(ScalarValue.Uuid uuid) {
            return ofUuid(uuid.uuid());
        }

        @Override
        public RecordId real(ScalarValue.Real real) {
            return NONE;
        }

        @Override
        public RecordId decimal(ScalarValue.Decimal decimal) {
            return NONE;
        }

        @Override
        public RecordId bool(ScalarValue.Bool bool) {
            return NONE;
        }

        @Override
        public RecordId date(ScalarValue.Date date) {
            return NONE;
        }

        @Override
        public RecordId nothing(ScalarValue.Null nothing) {
            return NONE;
        }
    }

    /** Whether a URL can name a record of that identifier: what cannot be named is out of everybody's reach. */
    static boolean isNameable(ScalarValue id) {
        return !(id instanceof ScalarValue.Text text)
                || (!UNNAMEABLE.contains(text.text())
                        && text.text().getBytes(UTF_8).length <= MAX_BYTES
                        && text.text().chars().noneMatch(Character::isISOControl));
    }

    /** Whether there is one. */
    public boolean isAny() {
        return !equals(NONE);
    }

    /**
     * The identifier as a value of that type; as text where it is not the one spelling of it, which then identifies
     * nothing.
     */
    public static RecordId of(String written, FieldType type) {
        try {
            RecordId id =
                    switch (type) {
                        case INT -> ofInt(Long.parseLong(written));
                        case OBJECT_ID -> ofObjectId(new ScalarValue.ObjectId(written));
                        case UUID -> ofUuid(ScalarValue.Uuid.of(written).uuid());
                        default -> ofText(written);
                    };
            return id.text().equals(written) ? id : ofText(written);
        } catch (IllegalArgumentException e) {
            return ofText(written);
        }
    }

    private static RecordId ofInt(long number) {
        return new RecordId(new ScalarValue.Int(number), Long.toString(number));
    }

    private static RecordId ofObjectId(ScalarValue.ObjectId id) {
        return new RecordId(id, id.hex());
    }

    private static RecordId ofUuid(UUID uuid) {
        return new RecordId(new ScalarValue.Uuid(uuid), uuid.toString());
    }

    private static RecordId ofText(String written) {
        return new RecordId(new ScalarValue.Text(written), written);
    }

    @Override
    public String toString() {
        return "RecordId[?]";
    }
}
