package io.metagate.gateway.enforcement;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests that were let in, for tests of what comes next. */
public final class AuthenticatedRequests {

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final UuidV7 IDS = new UuidV7(InstantSource.system(), new SecureRandom());

    private AuthenticatedRequests() {}

    /** A request of that principal for that purpose. */
    public static AuthenticatedRequest of(Principal principal, String purpose, PolicySet policies) {
        return admitted(context(metadata(List.of(purpose), List.of())), principal, policies);
    }

    /** The same request, to do something else than to search. */
    public static AuthenticatedRequest doing(Action action, AuthenticatedRequest request) {
        RequestMetadata metadata = request.context().metadata();
        RequestMetadata other = new RequestMetadata(
                metadata.identity(),
                AccessAction.of(action),
                metadata.purposes(),
                metadata.reasons(),
                metadata.elevations(),
                metadata.trace());
        return admitted(context(other), request.principal(), request.policies());
    }

    /** What is recorded of the request with that answer. */
    public static AuditRecord recorded(AuthenticatedRequest request, AccessResponse answer) {
        return new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0")
                .record(request.ended(answer));
    }

    static AuthenticatedRequest admitted(RequestContext context, Principal principal, PolicySet policies) {
        return new AuthenticatedRequest(context.identified(principal).under(policies));
    }

    static RequestMetadata metadata(List<String> purposes, List<String> reasons) {
        return new RequestMetadata(
                QuarkusSecurityIdentity.builder().setAnonymous(true).build(),
                AccessAction.SEARCH,
                purposes,
                reasons,
                List.of(),
                Optional.empty());
    }

    static RequestContext context(RequestMetadata metadata) {
        return new RequestContext(id(), metadata, new WaitBudget(PATIENCE));
    }

    /** The id of a record to be. */
    public static UUID id() {
        return IDS.next();
    }
}
