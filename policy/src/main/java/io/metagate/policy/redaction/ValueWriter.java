package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.CanonicalValue;
import io.metagate.policy.redaction.bson.ExtendedJson;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.key.Pseudonyms;
import io.metagate.policy.redaction.key.Tokens;
import io.metagate.policy.redaction.transform.Bucket;
import io.metagate.policy.redaction.transform.Mask;
import io.metagate.policy.redaction.transform.Scrub;
import io.metagate.policy.redaction.transform.Token;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.Truncate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes single values as their transforms have them. */
final class ValueWriter {

    private final JsonBuffer json;
    private final ExtendedJson values;
    private final BucketWriter buckets;
    private final AsciiMask masks;
    private final Pseudonyms pseudonyms;
    private final Tokens tokens;
    private RecordScrubber scrubber = new RecordScrubber(List.of());

    ValueWriter(JsonBuffer json, PseudonymKeys keys) {
        this.json = json;
        this.values = new ExtendedJson(json);
        this.buckets = new BucketWriter(values);
        this.masks = new AsciiMask(json);
        this.pseudonyms = new Pseudonyms(keys);
        this.tokens = new Tokens(keys);
    }

    /** Starts the values of a record about the people with these canonical identifiers. */
    void about(List<Identifier> people) {
        scrubber = new RecordScrubber(people);
    }

    /** Writes the value of that type at {@code [at, end)}, which the leaf accepts. */
    void write(Leaf leaf, BsonBytes record, byte tag, int at, int end, Counts counts) {
        if (leaf.clear()) {
            values.write(record, tag, at, end);
        } else if (!masked(leaf.form(), record, tag, at, end) && !transformed(leaf.release(), record, tag, at, end)) {
            values.nothing();
            counts.failed();
            return;
        }
        counts.released(leaf.slot());
    }

    private boolean masked(AsciiForm form, BsonBytes record, byte tag, int at, int end) {
        return tag == BsonTag.STRING && masks.write(form, record, at + Integer.BYTES, end - 1);
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
        if (transform instanceof Bucket bucket) {
            return buckets.write(bucket, record, tag, at);
        }
        if (transform instanceof Truncate truncate) {
            OptionalLong truncated = truncate.truncated(record.int64(at));
            truncated.ifPresent(values::date);
            return truncated.isPresent();
        }
        Optional<String> text = text(release, record, tag, at, end);
        text.ifPresent(json::string);
        return text.isPresent();
    }

    /** What the transform makes of the value as a text; empty if it cannot be applied. */
    private Optional<String> text(FieldRelease release, BsonBytes record, byte tag, int at, int end) {
        Transform transform = release.transform();
        if (transform instanceof Mask mask) {
            return Optional.of(mask.masked(record.text(at, end)));
        }
        if (transform instanceof Scrub) {
            return scrubber.scrubbed(record.text(at, end));
        }
        byte[] canonical = CanonicalValue.of(record, tag, at, end);
        if (transform instanceof Token) {
            return tokens.of(release.field().classification(), canonical);
        }
        return transform instanceof Transform.Pseudonym
                ? Optional.of(pseudonyms.of(release.field().classification(), canonical))
                : Optional.empty();
    }
}
