package io.metagate.gateway.admission;

import io.metagate.policy.request.Principal;

/**
 * Whose requests and answers are counted together.
 *
 * @param issuer who vouches for the principal; empty for all who are none
 * @param subject who it is there
 */
public record AdmissionKey(String issuer, String subject) {

    /** All without a token that was accepted. */
    public static final AdmissionKey NOBODY = new AdmissionKey("", "");

    /** All who ask for metrics. */
    public static final AdmissionKey OPERATORS = new AdmissionKey("", "metrics");

    /** All whose requests are refused for their heads or bodies, before anybody asks who sent them. */
    public static final AdmissionKey INVALID = new AdmissionKey("", "invalid");

    /** All whose requests are refused because their turn did not come. */
    public static final AdmissionKey REFUSED = new AdmissionKey("", "refused");

    /** All whose requests are refused because their clients hung up before their turn came. */
    public static final AdmissionKey ABANDONED = new AdmissionKey("", "abandoned");

    /** That principal, whichever client and token it uses. */
    public static AdmissionKey of(Principal principal) {
        return new AdmissionKey(principal.issuer(), principal.subject());
    }

    /** Whether it is one principal; the others are named here. */
    boolean isPrincipal() {
        return !issuer.isEmpty();
    }

    @Override
    public String toString() {
        return "AdmissionKey[?]";
    }
}
