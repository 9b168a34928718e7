package io.metagate.policy.redaction.transform;

import io.metagate.policy.catalogue.FieldType;

/**
 * The value, encrypted so that equal values of one classification give equal tokens (AES-SIV, RFC 5297). Reveals as
 * little as a pseudonym, and can be turned back by whoever has the key; of the length of a text it tells no more than
 * the power of two above. A text of more than 4,000 bytes has no token.
 */
public record TokenTransform() implements Transform {

    @Override
    public String name() {
        return "token";
    }

    @Override
    public <R> R accept(TransformVisitor<R> visitor) {
        return visitor.token(this);
    }

    @Override
    public DisclosureLevel disclosureLevel() {
        return DisclosureLevel.PSEUDONYM;
    }

    /** A pseudonym, which nobody can turn back. */
    @Override
    public Transform meetOfAlike(Transform other) {
        return other;
    }

    /** The types that have a form in requests, so that a token can stand for a value there. */
    @Override
    public boolean appliesTo(FieldType type) {
        return switch (type) {
            case STRING, INT, DATE, OBJECT_ID, UUID -> true;
            case DOUBLE, DECIMAL, BOOL, BINARY -> false;
        };
    }
}
