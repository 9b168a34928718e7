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

    /** That principal, whichever client and token it uses. */
    public static Requester of(Principal principal) {
        return new Requester(principal.issuer(), principal.subject());
    }

    @Override
    public String toString() {
        return "Requester[?]";
    }
}
