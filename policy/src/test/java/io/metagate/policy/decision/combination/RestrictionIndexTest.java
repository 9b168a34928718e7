package io.metagate.policy.decision.combination;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;
import io.metagate.test.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RestrictionIndexTest {

    private static final List<String> COLLECTIONS = List.of("accounts", "devices");
    private static final List<String> PURPOSES = List.of("support", "planning");
    private static final List<String> ROLES = List.of("agent", "planner", "auditor");
    private static final List<Action> ACTIONS = List.of(Action.READ, Action.SEARCH, Action.COUNT);

    @Test
    void findsTheSameAsAskingEachInTurn() {
        long seed = Seeded.seed("RestrictionIndexTest");
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            List<CompiledRestriction> restrictions = new ArrayList<>();
            for (int n = random.nextInt(20); n > 0; n--) {
                restrictions.add(restriction("r" + random.nextInt(1_000), random));
            }
            restrictions.sort(Comparator.comparing(CompiledRestriction::name));
            RestrictionIndex index = new RestrictionIndex(restrictions);
            for (int n = 0; n < 20; n++) {
                Principal principal = principal(random);
                RequestFacts facts = facts(random);

                assertThat(index.restricting(principal, facts))
                        .containsExactlyElementsOf(restrictions.stream()
                                .filter(restriction -> restriction.isFor(principal, facts))
                                .toList());
            }
        }
    }

    private static CompiledRestriction restriction(String name, SplittableRandom random) {
        Optional<PrincipalSelector> principals = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new PrincipalSelector(Set.of(one(ROLES, random)), Set.of(), Map.of()));
        PolicyCondition.Truth truth = one(List.of(PolicyCondition.Truth.values()), random);
        Optional<PolicyCondition> when =
                random.nextBoolean() ? Optional.empty() : Optional.of((principal, facts) -> truth);
        return new CompiledRestriction(
                name,
                principals,
                random.nextBoolean() ? Set.of() : Set.of(one(PURPOSES, random)),
                Set.copyOf(ACTIONS.subList(0, random.nextInt(ACTIONS.size() + 1))),
                one(COLLECTIONS, random),
                when,
                random.nextBoolean(),
                Map.of());
    }

    private static Principal principal(SplittableRandom random) {
        return new Principal("https://issuer.example", "alice", "desk", Set.of(one(ROLES, random)), Map.of());
    }

    private static RequestFacts facts(SplittableRandom random) {
        return new RequestFacts(
                one(PURPOSES, random),
                one(ACTIONS, random),
                one(COLLECTIONS, random),
                Instant.parse("2026-01-05T09:00:00Z"));
    }

    private static <T> T one(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}
