package io.metagate.policy.diff;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.grant.CompiledPermit;
import io.metagate.policy.grant.CompiledRestriction;
import io.metagate.policy.model.Limit;
import io.metagate.policy.model.PrincipalSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the kinds of principals that two revisions of the policies know. */
final class Onlookers {

    private Onlookers() {}

    /**
     * One for each way to be selected by a permit, in the order of names; then each of these combined with each way to be selected by a restrict or a limit that
     * is not the same in both revisions.
     */
    static List<Onlooker> of(PolicySet before, PolicySet after) {
        List<Onlooker> permitted = distinct(Stream.of(before, after)
                .flatMap(policies -> policies.active().permits().stream())
                .map(CompiledPermit::principals));
        List<Onlooker> restricted = distinct(Stream.concat(
                changed(before, after, policies -> policies.active().restrictions(), Onlookers::content)
                        .flatMap(restriction -> restriction.principals().stream()),
                changed(before, after, PolicySet::limits, Onlookers::content)
                        .flatMap(limit -> limit.principals().stream())));
        List<Onlooker> all = new ArrayList<>(permitted);
        for (Onlooker onlooker : permitted) {
            restricted.stream()
                    .filter(other -> !other.name().equals(onlooker.name()))
                    .flatMap(other -> onlooker.with(other).stream())
                    .forEach(all::add);
        }
        return all;
    }

    private static List<Onlooker> distinct(Stream<PrincipalSelector> selectors) {
        Map<String, Onlooker> byName = new TreeMap<>();
        selectors.distinct().flatMap(Onlooker::selectedBy).forEach(each -> byName.put(each.name(), each));
        return List.copyOf(byName.values());
    }

    private static <T> Stream<T> changed(
            PolicySet before, PolicySet after, Function<PolicySet, List<T>> part, Function<T, List<Object>> content) {
        Set<List<Object>> old = new HashSet<>();
        Set<List<Object>> next = new HashSet<>();
        part.apply(before).forEach(each -> old.add(content.apply(each)));
        part.apply(after).forEach(each -> next.add(content.apply(each)));
        return Stream.concat(
                part.apply(before).stream().filter(each -> !next.contains(content.apply(each))),
                part.apply(after).stream().filter(each -> !old.contains(content.apply(each))));
    }

    private static List<Object> content(CompiledRestriction restriction) {
        return List.of(
                restriction.principals(),
                restriction.purposes(),
                restriction.actions(),
                restriction.collection(),
                restriction.when().map(Object::toString),
                restriction.deny(),
                restriction.caps());
    }

    private static List<Object> content(Limit limit) {
        Map<Object, Object> quotas = new TreeMap<>();
        limit.quotas().forEach((measure, written) -> quotas.put(measure, written.value()));
        return List.of(limit.principals(), limit.per(), quotas);
    }
}
