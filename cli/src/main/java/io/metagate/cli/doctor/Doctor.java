package io.metagate.cli.doctor;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.decision.PolicySet;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at all that surrounds a gateway.
 *
 * @param surroundings where it is
 * @param policies what the gateway is to stand for, if that is known
 * @param management the root of the gateway's management interface, if there is one to ask
 * @param token the file of a token that is to be looked at, if there is one
 */
public record Doctor(
        DoctorConfig surroundings, Optional<PolicySet> policies, Optional<URI> management, Optional<Path> token) {

    /** All that is found: of each store, of collections without one, of the secrets, of the issuer, of the gateway. */
    public List<DoctorFinding> examine() {
        List<DoctorFinding> findings = new ArrayList<>();
        new TreeMap<>(surroundings.stores())
                .forEach((name, config) -> findings.addAll(new StoreCheck(name, config, policies).findings()));
        policies.ifPresent(set -> findings.addAll(homeless(set)));
        surroundings.keys().map(file -> new KeyFileCheck(file).finding()).ifPresent(findings::add);
        findings.add(issuer());
        token.ifPresent(file -> findings.addAll(new TokenCheck(surroundings.oidc(), file).findings()));
        findings.addAll(readiness());
        return List.copyOf(findings);
    }

    private List<DoctorFinding> homeless(PolicySet set) {
        return set.catalogue().collections().values().stream()
                .filter(collection ->
                        !surroundings.stores().containsKey(collection.store().store()))
                .map(Doctor::homeless)
                .toList();
    }

    private static DoctorFinding homeless(Collection collection) {
        String key = "metagate.store." + collection.store().store() + ".uri";
        return new DoctorFinding(
                "collection", collection.name(), Result.BAD, "Its store is not configured: set " + key + ".");
    }

    private DoctorFinding issuer() {
        return surroundings
                .issuer()
                .map(issuer -> new IssuerDocumentCheck(issuer).finding())
                .orElseGet(() -> new DoctorFinding(
                        "issuer", "-", Result.UNKNOWN, "Set metagate.oidc.issuer to have it looked at."));
    }

    private List<DoctorFinding> readiness() {
        return management
                .map(root -> new ReadinessCheck(root).findings())
                .orElseGet(() -> List.of(new DoctorFinding(
                        "readiness",
                        "-",
                        Result.UNKNOWN,
                        "Name a gateway with --management to have it and its audit database looked at.")));
    }
}
