package io.metagate.policy.redaction.write;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.CanonicalValue;
import io.metagate.policy.redaction.bson.ExtendedJson;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.key.PseudonymGenerator;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.key.TokenEncryptor;
import io.metagate.policy.redaction.plan.AsciiMask;
import io.metagate.policy.redaction.plan.FieldLeaf;
import io.metagate.policy.redaction.plan.TransformKind;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes single values as their transforms have them. */
final class ValueWriter {

    private final JsonBuffer json;
    private final ExtendedJson values;
    private final BucketWriter buckets;
    private final AsciiMask masks;
    private final PseudonymGenerator pseudonyms;
    private final TokenEncryptor tokens;
    private RecordScrubber scrubber = new RecordScrubber(List.of());

    ValueWriter(JsonBuffer json, PseudonymKeys keys) {
        this.json = json;
        this.values = new ExtendedJson(json);
        this.buckets = new BucketWriter(values);
        this.masks = new AsciiMask(json);
        this.pseudonyms = new PseudonymGenerator(keys);
        this.tokens = new TokenEncryptor(keys);
    }

    /** Starts the values of a record about the people with these canonical identifiers. */
    void about(List<SubjectIdentifier> people) {
        scrubber = new RecordScrubber(people);
    }

    /** Writes the value of that type at {@code [at, end)}, which the leaf accepts. */
    void write(FieldLeaf leaf, BsonBytes record, byte tag, int at, int end, RecordTally counts) {
        if (isWritten(leaf, record, tag, at, end)) {
            counts.released(leaf.slot());
        } else {
            values.nothing();
            counts.failed();
        }
    }

    /** Writes what becomes of the value; writes nothing if the transform cannot be applied. */
    private boolean isWritten(FieldLeaf leaf, BsonBytes record, byte tag, int at, int end) {
        TransformKind transformKind = leaf.transformKind();
        if (transformKind == TransformKind.CLEAR) {
            values.write(record, tag, at, end);
            return true;
        }
        if (transformKind == TransformKind.CONSTANT) {
            json.string(((Transform.Constant) leaf.release().transform()).text());
            return true;
        }
        if (tag == BsonTag.NULL || transformKind == TransformKind.NULL) {
            values.nothing();
            return true;
        }
        return switch (transformKind) {
            case MASK -> masked(leaf, record, at, end);
            case BUCKET -> buckets.write((BucketTransform) leaf.release().transform(), record, tag, at);
            case TRUNCATE -> truncated((TruncateTransform) leaf.release().transform(), record.int64(at));
            case SCRUB -> text(scrubber.scrubbed(record.text(at, end)));
            case TOKEN -> text(tokens.of(classification(leaf), CanonicalValue.of(record, tag, at, end)));
            case PSEUDONYM ->
                text(Optional.of(pseudonyms.of(classification(leaf), CanonicalValue.of(record, tag, at, end))));
            default -> false;
        };
    }

    private boolean masked(FieldLeaf leaf, BsonBytes record, int at, int end) {
        // Most masks of most texts need no String.
        if (!masks.write(leaf.form(), record, at + Integer.BYTES, end - 1)) {
            json.string(((MaskTransform) leaf.release().transform()).masked(record.text(at, end)));
        }
        return true;
    }

    private boolean truncated(TruncateTransform truncate, long epochMillis) {
        OptionalLong truncated = truncate.truncated(epochMillis);
        truncated.ifPresent(values::date);
        return truncated.isPresent();
    }

    private boolean text(Optional<String> text) {
        text.ifPresent(json::string);
        return text.isPresent();
    }

    private static Classification classification(FieldLeaf leaf) {
        return leaf.release().field().classification();
    }
}
