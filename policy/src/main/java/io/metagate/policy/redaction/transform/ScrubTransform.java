package io.metagate.policy.redaction.transform;

import io.metagate.policy.catalogue.FieldType;

/**
 * A free text with what is recognised as personal in it replaced: e-mail addresses, phone numbers, card and account
 * numbers, IP addresses and the people that the record is about. It ranks just below clear, because whatever is not
 * recognised stays as it is.
 */
public record ScrubTransform() implements Transform {

    @Override
    public String name() {
        return "scrub";
    }

    @Override
    public <R> R accept(TransformVisitor<R> visitor) {
        return visitor.scrub(this);
    }

    @Override
    public DisclosureLevel disclosureLevel() {
        return DisclosureLevel.SCRUB;
    }

    @Override
    public boolean appliesTo(FieldType type) {
        return type == FieldType.STRING;
    }
}
