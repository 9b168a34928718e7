package io.metagate.cli.doctor;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Action;
import io.metagate.store.StoreInspector;
import io.metagate.store.engine.AbilityReport;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at what the engine of a store is able to do of what the policies have a use for.
 *
 * @param subject the store
 * @param name its name in the catalogue
 */
record EngineCheck(String subject, String name) {

    /** What is found at the first of its collections; nothing where none is catalogued. */
    Stream<DoctorFinding> findings(StoreInspector visit, PolicySet policies) {
        Map<StoreLocation, Set<Action>> places = policies.places().entrySet().stream()
                .filter(place -> place.getKey().store().equals(name))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<Action> permitted = EnumSet.noneOf(Action.class);
        places.values().forEach(permitted::addAll);
        return places.keySet().stream()
                .min(Comparator.comparing(place -> place.database() + "." + place.collection()))
                .map(place -> visit.abilities(place, permitted))
                .stream()
                .flatMap(this::of);
    }

    Stream<DoctorFinding> of(AbilityReport report) {
        if (report.sentences().isEmpty()) {
            return Stream.of(
                    report.unknown().isEmpty()
                            ? finding(Result.OK, "It is able to do all that the gateway asks of it.")
                            : finding(Result.UNKNOWN, "The store gave no answer in time."));
        }
        return report.sentences().stream().map(sentence -> finding(Result.WARNING, "It lacks " + sentence));
    }

    private DoctorFinding finding(Result result, String advice) {
        return new DoctorFinding("engine", subject, result, advice);
    }
}
