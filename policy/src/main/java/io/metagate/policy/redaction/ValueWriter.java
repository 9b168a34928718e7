package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.CanonicalValue;
import io.metagate.policy.redaction.bson.ExtendedJson;
import io.metagate.policy.redaction.bson.JsonBuffer;
import java.util.OptionalLong;

/** Writes single values as their transforms have them. */
final class ValueWriter {

    private final JsonBuffer json;
    private final ExtendedJson values;
    private final Pseudonyms pseudonyms;

    ValueWriter(JsonBuffer json, PseudonymKeys keys) {
        this.json = json;
        this.values = new ExtendedJson(json);
        this.pseudonyms = new Pseudonyms(keys);
    }

    /** Writes the value of that type at {@code [at, end)}, which the leaf accepts. */
    void write(Leaf leaf, BsonBytes record, byte tag, int at, int end, Counts counts) {
        if (leaf.clear()) {
            values.write(record, tag, at, end);
        } else if (!transformed(leaf.release(), record, tag, at, end)) {
            values.nothing();
            counts.failed();
            return;
        }
        counts.released(leaf.slot());
    }

    /** Writes the null that stands where a document could. */
    void nothing() {
        values.nothing();
    }

    /** Writes what the transform makes of the value; writes nothing if it cannot be applied. */
    private boolean transformed(FieldRelease release, BsonBytes record, byte tag, int at, int end) {
        Transform transform = release.transform();
        if (transform instanceof Transform.Constant constant) {
            json.string(constant.text());
            return true;
        }
        if (tag == BsonTag.NULL || transform instanceof Transform.Null) {
            values.nothing();
            return true;
        }
        if (!transform.appliesTo(release.field().type())) {
            return false;
        }
        if (transform instanceof Mask mask) {
            json.string(mask.masked(record.text(at, end)));
            return true;
        }
        if (transform instanceof Truncate truncate) {
            OptionalLong truncated = truncate.truncated(record.int64(at));
            truncated.ifPresent(values::date);
            return truncated.isPresent();
        }
        return transform instanceof Transform.Pseudonym && pseudonym(release, CanonicalValue.of(record, tag, at, end));
    }

    private boolean pseudonym(FieldRelease release, byte[] canonical) {
        json.string(pseudonyms.of(release.field().classification(), canonical));
        return true;
    }
}
