package io.metagate.policy.model;

import java.util.List;
import java.util.Map;

/**
 * How much principals may ask for.
 *
 * @param name the limit's name
 * @param principals whom it is for
 * @param per what is counted together
 * @param quotas the quotas on each measure; each holds by itself
 */
public record Limit(
        Located<String> name, PrincipalSelector principals, Per per, Map<Measure, Located<List<Quota>>> quotas) {

    public Limit {
        quotas = Map.copyOf(quotas);
        if (quotas.isEmpty()) {
            throw new IllegalArgumentException("a limit has at least one quota");
        }
    }

    /** The quotas on the measure, in the order of the bundle. */
    public List<Quota> quotas(Measure measure) {
        Located<List<Quota>> quotas = this.quotas.get(measure);
        return quotas == null ? List.of() : quotas.value();
    }
}
