package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Classification;

/** The keys of pseudonyms: always the same for one classification, unrelated for different ones. */
@FunctionalInterface
public interface PseudonymKeys {

    /** The key for values of that classification. */
    PseudonymKey keyOf(Classification classification);
}
