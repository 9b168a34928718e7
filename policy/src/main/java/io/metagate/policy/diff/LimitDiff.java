package io.metagate.policy.diff;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.diff.SightChange.Kind;
import io.metagate.policy.model.Limit;
import io.metagate.policy.model.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares how much an onlooker may ask for. Limits have no names here: which one says what makes no difference. */
record LimitDiff(PolicySet before, PolicySet after) {

    List<SightChange> changes(Onlooker onlooker) {
        Map<String, Set<Quota>> was = quotas(before, onlooker);
        Map<String, Set<Quota>> is = quotas(after, onlooker);
        List<SightChange> changes = new ArrayList<>();
        Set<String> measures = new TreeSet<>(was.keySet());
        measures.addAll(is.keySet());
        for (String measure : measures) {
            Set<Quota> old = was.getOrDefault(measure, Set.of());
            Set<Quota> next = is.getOrDefault(measure, Set.of());
            if (!old.equals(next)) {
                Kind kind = Kind.of(!areAsStrict(next, old), !areAsStrict(old, next));
                changes.add(new SightChange(onlooker.name(), "", "", measure, kind, text(old), text(next), Set.of()));
            }
        }
        return changes;
    }

    private static Map<String, Set<Quota>> quotas(PolicySet policies, Onlooker onlooker) {
        Map<String, Set<Quota>> quotas = new TreeMap<>();
        for (Limit limit : policies.limitsFor(onlooker.principal())) {
            limit.quotas().forEach((measure, written) -> quotas.computeIfAbsent(
                            measure.written() + " per " + limit.per().written(), name -> new HashSet<>())
                    .addAll(written.value()));
        }
        return quotas;
    }

    /** Whether whatever the others refuse is surely refused by these. */
    private static boolean areAsStrict(Set<Quota> quotas, Set<Quota> others) {
        return others.stream().allMatch(other -> quotas.stream()
                .anyMatch(quota -> quota.window().equals(other.window())
                        && quota.quota() <= other.quota()
                        && quota.burst() <= other.burst()));
    }

    private static String text(Set<Quota> quotas) {
        return quotas.isEmpty()
                ? "unlimited"
                : quotas.stream()
                        .sorted(Comparator.comparing(Quota::window).thenComparing(Quota::quota))
                        .map(LimitDiff::text)
                        .collect(Collectors.joining(", "));
    }

    private static String text(Quota quota) {
        return "{quota: " + quota.quota() + ", window: " + text(quota.window()) + ", burst: " + quota.burst() + "}";
    }

    private static String text(Duration window) {
        long seconds = window.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
