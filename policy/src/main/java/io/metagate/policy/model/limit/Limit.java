package io.metagate.policy.model.limit;

import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.SourcePosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much principals may ask for.
 *
 * @param name the limit's name
 * @param principals whom it is for; everybody, where empty
 * @param per what is counted together
 * @param quotas the quotas on each measure; each holds by itself
 */
public record Limit(
        LocatedElement<String> name,
        Optional<PrincipalSelector> principals,
        LimitScope per,
        Map<LimitMetric, LocatedElement<List<Quota>>> quotas) {

    /** The probes of each principal whom no limit of the bundle allows more or fewer. */
    public static final Limit OF_PROBES = new Limit(
            builtIn("default"),
            Optional.empty(),
            LimitScope.PRINCIPAL,
            Map.of(LimitMetric.PROBES, builtIn(List.of(new Quota(100, Duration.ofHours(1), 100)))));

    public Limit {
        quotas = Map.copyOf(quotas);
        if (quotas.isEmpty()) {
            throw new IllegalArgumentException("a limit has at least one quota");
        }
    }

    /** The quotas on the measure, in the order of the bundle. */
    public List<Quota> quotas(LimitMetric measure) {
        LocatedElement<List<Quota>> quotas = this.quotas.get(measure);
        return quotas == null ? List.of() : quotas.value();
    }

    private static <T> LocatedElement<T> builtIn(T part) {
        return new LocatedElement<>(new SourcePosition("built in", 1, 1), part);
    }
}
