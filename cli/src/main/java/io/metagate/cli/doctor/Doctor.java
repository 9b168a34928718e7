package io.metagate.cli.doctor;

import io.metagate.cli.doctor.Finding.Result;
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
        Surroundings surroundings, Optional<PolicySet> policies, Optional<URI> management, Optional<Path> token) {

    /** All that is found: of each store, of collections without one, of the secrets, of the issuer, of the gateway. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(surroundings.stores())
                .forEach((name, config) -> findings.addAll(new StoreExamination(name, config, policies).findings()));
        policies.ifPresent(set -> findings.addAll(homeless(set)));
        surroundings.keys().map(file -> new KeysExamination(file).finding()).ifPresent(findings::add);
        findings.add(issuer());
        token.ifPresent(file -> findings.addAll(new TokenExamination(surroundings.oidc(), file).findings()));
        findings.addAll(readiness());
        return List.copyOf(findings);
    }

    private List<Finding> homeless(PolicySet set) {
        return set.catalogue().collections().values().stream()
                .filter(collection ->
                        !surroundings.stores().containsKey(collection.store().store()))
                .map(Doctor::homeless)
                .toList();
    }

    private static Finding homeless(Collection collection) {
        String key = "metagate.store." + collection.store().store() + ".uri";
        return new Finding(
                "collection", collection.name(), Result.BAD, "Its store is not configured: set " + key + ".");
    }

    private Finding issuer() {
        return surroundings
                .issuer()
                .map(issuer -> new IssuerExamination(issuer).finding())
                .orElseGet(() ->
                        new Finding("issuer", "-", Result.UNKNOWN, "Set metagate.oidc.issuer to have it looked at."));
    }

    private List<Finding> readiness() {
        return management
                .map(root -> new ReadinessExamination(root).findings())
                .orElseGet(() -> List.of(new Finding(
                        "readiness",
                        "-",
                        Result.UNKNOWN,
                        "Name a gateway with --management to have it and its audit database looked at.")));
    }
}
