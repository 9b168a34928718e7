package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Classification;

/** The current keys of pseudonyms and tokens: always the same for one classification, unrelated for different ones. */
@FunctionalInterface
public interface PseudonymKeys {

    /** The key for values of that classification. */
    PseudonymKey keyOf(Classification classification);
}
