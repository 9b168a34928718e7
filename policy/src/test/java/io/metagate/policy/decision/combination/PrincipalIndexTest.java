package io.metagate.policy.decision.combination;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class PrincipalIndexTest {

    private static final List<String> ROLES = List.of("r0", "r1", "r2", "r3");
    private static final List<String> CLIENTS = List.of("c0", "c1", "c2");
    private static final List<ScalarValue> TENANTS = List.of(new ScalarValue.Text("t0"), new ScalarValue.Text("t1"));
    private static final List<ScalarValue> HELD =
            List.of(TENANTS.get(0), TENANTS.get(1), new ScalarValue.Int(1), new ScalarValue.Null());

    @Test
    void findsThoseThatSelectThePrincipalInTheirOrder() {
        check((selectors, random) -> {
            List<PrincipalSelector> granting =
                    selectors.stream().flatMap(Optional::stream).toList();
            PrincipalIndex<PrincipalSelector> index = PrincipalIndex.ofGrants(granting, selector -> selector);
            Principal principal = principal(random);

            assertThat(index.selecting(principal))
                    .containsExactlyElementsOf(granting.stream()
                            .filter(selector -> selector.surelySelects(principal))
                            .toList());
        });
    }

    @Test
    void findsBoundsThatMaySelectThePrincipalToo() {
        check((selectors, random) -> {
            PrincipalIndex<Optional<PrincipalSelector>> index =
                    PrincipalIndex.ofBounds(selectors, selector -> selector);
            Principal principal = principal(random);

            assertThat(index.selecting(principal))
                    .containsExactlyElementsOf(selectors.stream()
                            .filter(selector ->
                                    selector.isEmpty() || selector.get().maySelect(principal))
                            .toList());
        });
    }

    private static void check(BiConsumer<List<Optional<PrincipalSelector>>, SplittableRandom> round) {
        long seed = Seeded.seed("PrincipalIndexTest");
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 3_000; n++) {
            List<Optional<PrincipalSelector>> selectors = new ArrayList<>();
            for (int left = random.nextInt(20); left > 0; left--) {
                selectors.add(random.nextInt(5) == 0 ? Optional.empty() : Optional.of(selector(random)));
            }
            round.accept(selectors, random);
        }
    }

    private static PrincipalSelector selector(SplittableRandom random) {
        Set<String> roles = some(ROLES, random);
        Set<String> clients = some(CLIENTS, random);
        Map<String, List<ScalarValue>> claims = new HashMap<>();
        if (random.nextBoolean() || (roles.isEmpty() && clients.isEmpty())) {
            claims.put("tenant", List.of(TENANTS.get(random.nextInt(2))));
        }
        return new PrincipalSelector(roles, clients, claims);
    }

    private static Principal principal(SplittableRandom random) {
        Map<String, Claim> claims =
                random.nextBoolean() ? Map.of("tenant", Claim.of(HELD.get(random.nextInt(4)))) : Map.of();
        String client = random.nextBoolean() ? CLIENTS.get(random.nextInt(3)) : "";
        return new Principal("https://issuer.example", "alice", client, some(ROLES, random), claims);
    }

    private static <T> Set<T> some(List<T> all, SplittableRandom random) {
        Set<T> some = new HashSet<>();
        if (random.nextInt(3) > 0) {
            all.stream().filter(one -> random.nextInt(3) == 0).forEach(some::add);
        }
        return some;
    }
}
