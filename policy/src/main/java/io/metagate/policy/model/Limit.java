package io.metagate.policy.model;

import java.util.List;

/**
 * How often principals may ask.
 *
 * @param name the limit's name
 * @param principals whom it is for
 * @param per what is counted together
 * @param requests the quotas on requests; each holds by itself
 */
public record Limit(Located<String> name, PrincipalSelector principals, Per per, List<Quota> requests) {

    public Limit {
        requests = List.copyOf(requests);
    }
}
