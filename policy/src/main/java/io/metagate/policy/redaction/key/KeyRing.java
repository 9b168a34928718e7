package io.metagate.policy.redaction.key;

import io.metagate.policy.catalogue.Classification;
import java.util.Optional;

/** The keys of pseudonyms and tokens that are or were in use, by their ids. */
@FunctionalInterface
public interface KeyRing {

    /** The key of that id for values of that classification; empty if there is none. */
    Optional<PseudonymKey> key(Classification classification, int id);
}
