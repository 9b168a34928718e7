package io.metagate.gateway.enforcement;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.fixture.Secrets;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Principal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests that were let in, for tests of what comes next. */
public final class Admissions {

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final UuidV7 IDS = new UuidV7(InstantSource.system(), new SecureRandom());

    private Admissions() {}

    /** A request of that principal for that purpose. */
    public static AuthenticatedRequest of(Principal principal, String purpose, PolicySet policies) {
        return new AuthenticatedRequest(principal, policies, trail(call(List.of(purpose), List.of())));
    }

    /** The same request, to do something else than to search. */
    public static AuthenticatedRequest doing(String action, AuthenticatedRequest request) {
        RequestMetadata call = request.trail().call();
        RequestMetadata other = new RequestMetadata(
                call.identity(), action, call.purposes(), call.reasons(), call.elevations(), call.trace());
        return new AuthenticatedRequest(request.principal(), request.policies(), trail(other));
    }

    /** What is recorded of the request with that answer. */
    public static AuditRecord recorded(AuthenticatedRequest request, AccessResponse answer) {
        return new AuditRecordFactory(new AuditPseudonyms(Secrets.of(1)), () -> "gateway-0")
                .record(request.trail(), answer);
    }

    static RequestMetadata call(List<String> purposes, List<String> reasons) {
        return new RequestMetadata(
                QuarkusSecurityIdentity.builder().setAnonymous(true).build(),
                "search",
                purposes,
                reasons,
                List.of(),
                Optional.empty());
    }

    static AccessTrace trail(RequestMetadata call) {
        return new AccessTrace(id(), call, new WaitBudget(PATIENCE));
    }

    static UUID id() {
        return IDS.next();
    }
}
