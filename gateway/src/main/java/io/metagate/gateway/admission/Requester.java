package io.metagate.gateway.admission;

import io.metagate.policy.request.Principal;

/**
 * Whose requests and answers are counted together.
 *
 * @param issuer who vouches for the principal; empty for all who are none
 * @param subject who it is there
 */
public record Requester(String issuer, String subject) {

    /** All without a token that was accepted. */
    public static final Requester NOBODY = new Requester("", "");

    /** All who ask for metrics. */
    public static final Requester OPERATORS = new Requester("", "metrics");

    /** All whose requests are refused because their turn did not come. */
    public static final Requester REFUSED = new Requester("", "refused");

    /** That principal, whichever client and token it uses. */
    public static Requester of(Principal principal) {
        return new Requester(principal.issuer(), principal.subject());
    }

    /** Whether it is one principal; the others are named here. */
    boolean isPrincipal() {
        return !issuer.isEmpty();
    }

    @Override
    public String toString() {
        return "Requester[?]";
    }
}
