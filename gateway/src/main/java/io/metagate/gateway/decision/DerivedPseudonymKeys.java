package io.metagate.gateway.decision;

import io.metagate.gateway.keys.MasterKeys;
import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.redaction.key.KeyRing;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.redaction.key.PseudonymKeys;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of pseudonyms and tokens, derived from the gateway's secrets: new ones are made under the current secret,
 * those of earlier ones are still read.
 */
final class DerivedPseudonymKeys implements PseudonymKeys, KeyRing {

    private final MasterKeys keys;
    private final Map<Place, PseudonymKey> derived = new ConcurrentHashMap<>();

    DerivedPseudonymKeys(MasterKeys keys) {
        this.keys = keys;
    }

    @Override
    public PseudonymKey keyOf(Classification classification) {
        return key(classification, keys.currentId()).orElseThrow();
    }

    @Override
    public Optional<PseudonymKey> key(Classification classification, int id) {
        Place place = new Place(classification, id);
        PseudonymKey known = derived.get(place);
        return known != null ? Optional.of(known) : derive(place);
    }

    @Override
    public KeyRing ring() {
        return this;
    }

    /** Only what there is a secret for is kept, so that nobody fills the memory with the ids of forged tokens. */
    private Optional<PseudonymKey> derive(Place place) {
        Optional<PseudonymKey> made = keys.derive(
                        "pseudonym/" + place.classification().label(), place.id())
                .map(secret -> new PseudonymKey(place.id(), secret));
        made.ifPresent(key -> derived.put(place, key));
        return made;
    }

    private record Place(Classification classification, int id) {}
}
