package io.metagate.cli.doctor;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.PolicySet;
import io.metagate.store.AnonymousAccessProbe;
import io.metagate.store.AuthenticationResult;
import io.metagate.store.StoreConfig;
import io.metagate.store.StoreConfigurationException;
import io.metagate.store.StoreHosts;
import io.metagate.store.StoreInspector;
import io.metagate.store.TlsMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at one store: as a stranger first, then with the gateway's credentials. */
record StoreCheck(String name, StoreConfig config, Optional<PolicySet> policies) {

    List<DoctorFinding> findings() {
        try (StoreInspector visit = StoreInspector.to(name, config)) {
            StoreHosts hosts = StoreHosts.of(config);
            StoreFindings opinion = new StoreFindings(name + " at " + hosts);
            AuthenticationResult reception = visit.reception();
            AnonymousAccessProbe stranger = new AnonymousAccessProbe(config);
            List<DoctorFinding> findings = new ArrayList<>();
            findings.add(opinion.of(stranger.ask(), stranger.isAllowed()));
            findings.add(opinion.of(reception));
            findings.add(opinion.of(TlsMode.of(config), hosts.loopback(), reception != AuthenticationResult.UNREACHED));
            if (reception == AuthenticationResult.WELCOME || reception == AuthenticationResult.NAMELESS) {
                inside(opinion, visit).forEach(findings::add);
            }
            return findings;
        } catch (StoreConfigurationException e) {
            return List.of(
                    new DoctorFinding("configuration", name, Result.BAD, key(e.key()) + ": " + e.reason() + "."));
        }
    }

    private String key(String key) {
        return (name.equals(StoreLocation.DEFAULT_STORE) ? "metagate.store." : "metagate.store." + name + ".") + key;
    }

    private Stream<DoctorFinding> inside(StoreFindings opinion, StoreInspector visit) {
        if (policies.isEmpty()) {
            return Stream.of(opinion.ofPrivilegesWithoutPolicies());
        }
        PolicySet set = policies.get();
        Stream<DoctorFinding> held = set.catalogue().collections().values().stream()
                .filter(collection -> collection.store().store().equals(name))
                .map(collection -> new CollectionFindings(set, collection))
                .flatMap(collection -> collection.of(visit.holding(collection.place())));
        Stream<DoctorFinding> engine = new EngineCheck(opinion.subject(), name).findings(visit, set);
        return Stream.of(Stream.of(opinion.of(visit.privileges(set.places()))), engine, held)
                .flatMap(found -> found);
    }
}
