package io.metagate.policy.redaction.edit;

import io.metagate.policy.catalogue.FieldType;
import java.util.List;
import java.util.Optional;

/**
 * Where a content is not of its field's declared type. INVARIANT: told only of fields that may be written, as it tells
 * the type (P2). Holds no value (P7).
 *
 * @param place the names and indexes that lead to it, from the record down
 * @param declared the type of one value there; empty where fields stand below, so that only a document can
 */
public record MistypedContent(List<String> place, Optional<FieldType> declared) {

    public MistypedContent {
        place = List.copyOf(place);
    }
}
