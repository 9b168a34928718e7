package io.metagate.gateway.decision;

import io.metagate.gateway.keys.Keys;
import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.redaction.PseudonymKey;
import io.metagate.policy.redaction.PseudonymKeys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of pseudonyms, derived from the gateway's current secret. */
final class DerivedPseudonymKeys implements PseudonymKeys {

    private final Keys keys;
    private final Map<Classification, PseudonymKey> derived = new ConcurrentHashMap<>();

    DerivedPseudonymKeys(Keys keys) {
        this.keys = keys;
    }

    @Override
    public PseudonymKey keyOf(Classification classification) {
        return derived.computeIfAbsent(
                classification, label -> new PseudonymKey(keys.currentId(), keys.derive("pseudonym/" + label.label())));
    }
}
