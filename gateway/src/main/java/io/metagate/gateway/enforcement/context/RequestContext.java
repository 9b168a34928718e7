package io.metagate.gateway.enforcement.context;

import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.oidc.TokenRefusal;
import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a request when its endpoint begins to work; less where it was refused before.
 *
 * @param id the id of its first audit record
 * @param metadata what it says of itself
 * @param waitBudget how long it still waits for what must be durable
 * @param authentication who sends it
 * @param policies what it is decided under; absent until that is settled
 * @param limits where the principal stands with its quotas on requests
 */
public record RequestContext(
        UUID id,
        RequestMetadata metadata,
        WaitBudget waitBudget,
        Authentication authentication,
        Optional<PolicySet> policies,
        List<QuotaStatus> limits) {

    /**
     * Who sends a request.
     *
     * @param principal who it is; absent if that is not known
     * @param refusal why the token was not accepted; absent if it was, or was not looked at
     */
    public record Authentication(Optional<Principal> principal, Optional<TokenRefusal> refusal) {

        private static final Authentication UNKNOWN = new Authentication(Optional.empty(), Optional.empty());
    }

    public RequestContext {
        limits = List.copyOf(limits);
    }

    /** A request of which no more is known than what it says. */
    public RequestContext(UUID id, RequestMetadata metadata, WaitBudget waitBudget) {
        this(id, metadata, waitBudget, Authentication.UNKNOWN, Optional.empty(), List.of());
    }

    /** The same, sent by that principal. */
    public RequestContext identified(Principal principal) {
        Authentication known = new Authentication(Optional.of(principal), Optional.empty());
        return new RequestContext(id, metadata, waitBudget, known, policies, limits);
    }

    /** The same, sent with a token that was not accepted. */
    public RequestContext unaccepted(TokenRefusal why) {
        Authentication unknown = new Authentication(Optional.empty(), Optional.of(why));
        return new RequestContext(id, metadata, waitBudget, unknown, policies, limits);
    }

    /** The same, under those policies to its end (P9). */
    public RequestContext under(PolicySet inForce) {
        return new RequestContext(id, metadata, waitBudget, authentication, Optional.of(inForce), limits);
    }

    /** The same, with those quotas and no others. */
    public RequestContext withLimits(List<QuotaStatus> states) {
        return new RequestContext(id, metadata, waitBudget, authentication, policies, states);
    }

    /** When it began: the time of its first record. */
    public Instant begun() {
        return UuidV7.time(id);
    }

    /** Who sends it, if that is known. */
    public Optional<Principal> principal() {
        return authentication.principal();
    }

    /** The policy revision that it is decided under, if that is settled. */
    public Optional<PolicyRevision> revision() {
        return policies.map(PolicySet::revision);
    }

    /** The stated purpose, if the policies declare it: other names may be anything. */
    public Optional<String> declaredPurpose() {
        return metadata.purpose().filter(stated -> policies.flatMap(
                        inForce -> inForce.catalogue().purpose(stated))
                .isPresent());
    }
}
