package io.metagate.policy.redaction.key;

import io.metagate.policy.catalogue.Classification;
import java.util.Optional;

/** The current keys of pseudonyms and tokens: always the same for one classification, unrelated for different ones. */
@FunctionalInterface
public interface PseudonymKeys {

    /** The key for values of that classification. */
    PseudonymKey keyOf(Classification classification);

    /** What tokens are read with: the current keys alone, where nothing is known of earlier ones. */
    default KeyRing ring() {
        return (classification, id) -> Optional.of(keyOf(classification)).filter(key -> key.id() == id);
    }
}
