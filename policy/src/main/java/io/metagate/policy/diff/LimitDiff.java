package io.metagate.policy.diff;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.diff.principal.SelectedPart;
import io.metagate.policy.diff.principal.SyntheticPrincipal;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.model.limit.LimitMetric;
import io.metagate.policy.model.limit.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares how much a principal may ask for. Limits have no names here: which one says what makes no difference. */
record LimitDiff(PolicySet before, PolicySet after) {

    /** Whether both revisions limit the same. */
    boolean same() {
        return contents(before).equals(contents(after));
    }

    private static Set<Object> contents(PolicySet policies) {
        return policies.limits().stream().map(LimitDiff::content).collect(Collectors.toSet());
    }

    private static Object content(Limit limit) {
        Map<LimitMetric, Object> quotas = new TreeMap<>();
        limit.quotas().forEach((measure, written) -> quotas.put(measure, Set.copyOf(written.value())));
        return List.of(limit.principals(), limit.per(), quotas);
    }

    /** The limits by whom they are for; and, without a limit, whom anything is permitted. */
    List<SelectedPart<Optional<Limit>>> parts() {
        Set<SelectedPart<Optional<Limit>>> parts = new LinkedHashSet<>();
        for (boolean next : new boolean[] {false, true}) {
            PolicySet policies = next ? after : before;
            policies.active().permits().stream()
                    .map(CompiledPermit::principals)
                    .forEach(principals -> parts.add(
                            new SelectedPart<>(Optional.of(principals), false, next, Optional.empty(), "permitted")));
            policies.limits()
                    .forEach(limit -> parts.add(
                            new SelectedPart<>(limit.principals(), true, next, Optional.of(limit), content(limit))));
        }
        return List.copyOf(parts);
    }

    static List<GrantDifference<?>> contrasts(SyntheticPrincipal<Optional<Limit>> principal) {
        if (principal.selected().stream().allMatch(part -> part.part().isPresent())) {
            return List.of();
        }
        Map<String, Set<Quota>> was = quotas(principal, false);
        Map<String, Set<Quota>> is = quotas(principal, true);
        List<GrantDifference<?>> contrasts = new ArrayList<>();
        Set<String> measures = new TreeSet<>(was.keySet());
        measures.addAll(is.keySet());
        for (String measure : measures) {
            Quotas old = new Quotas(was.getOrDefault(measure, Set.of()));
            Quotas next = new Quotas(is.getOrDefault(measure, Set.of()));
            if (!old.equals(next)) {
                contrasts.add(new GrantDifference<>(measure, false, old, next, old::toString, next::toString));
            }
        }
        return contrasts;
    }

    private static Map<String, Set<Quota>> quotas(SyntheticPrincipal<Optional<Limit>> principal, boolean next) {
        List<Limit> selecting = principal.selected().stream()
                .filter(part -> part.next() == next)
                .flatMap(part -> part.part().stream())
                .toList();
        boolean probes = selecting.stream()
                .anyMatch(limit -> !limit.quotas(LimitMetric.PROBES).isEmpty());
        Map<String, Set<Quota>> quotas = new TreeMap<>();
        Stream.concat(selecting.stream(), probes ? Stream.of() : Stream.of(Limit.OF_PROBES))
                .forEach(limit -> limit.quotas().forEach((measure, written) -> quotas.computeIfAbsent(
                                measure.wireName() + " per " + limit.per().wireName(), name -> new HashSet<>())
                        .addAll(written.value())));
        return quotas;
    }

    /** Quotas that all hold, of which none gives most. */
    private record Quotas(Set<Quota> quotas) implements ComparableGrant<Quotas> {

        @Override
        public boolean covers(Quotas others) {
            return quotas.stream().allMatch(own -> others.quotas.stream().anyMatch(strict -> refuses(strict, own)));
        }

        /** Whether the strict one surely refuses whatever the lenient one refuses. */
        private static boolean refuses(Quota strict, Quota lenient) {
            return strict.window().equals(lenient.window())
                    && strict.quota() <= lenient.quota()
                    && strict.burst() <= lenient.burst();
        }

        @Override
        public String toString() {
            return quotas.isEmpty()
                    ? "unlimited"
                    : quotas.stream()
                            .sorted(Comparator.comparing(Quota::window).thenComparing(Quota::quota))
                            .map(Quotas::text)
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
}
