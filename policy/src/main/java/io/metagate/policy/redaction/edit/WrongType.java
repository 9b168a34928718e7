package io.metagate.policy.redaction.edit;

import io.metagate.policy.catalogue.FieldType;
import java.util.List;
import java.util.Optional;

/** A content that is not of its fields' declared types. Its message says neither which nor what. */
public final class WrongType extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient MistypedContent content;

    WrongType(List<String> place, Optional<FieldType> declared) {
        super("a content is not of its fields' declared types", null, false, false);
        this.content = new MistypedContent(place, declared);
    }

    /** Where it is. */
    public MistypedContent content() {
        return content;
    }
}
