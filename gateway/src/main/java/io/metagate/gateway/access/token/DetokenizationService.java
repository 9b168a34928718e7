package io.metagate.gateway.access.token;

import io.metagate.audit.QueryShape;
import io.metagate.gateway.access.ProbeLimiter;
import io.metagate.gateway.access.QueryShapes;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.RevealRequestParser.TokenList;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PermittedReveal;
import io.metagate.policy.decision.RevealDecision;
import io.metagate.policy.redaction.DetokenizedValues;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.RevealRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns tokens back: may it, how often. The store is not asked. */
@ApplicationScoped
public class DetokenizationService {

    private final ProbeLimiter probes;

    public DetokenizationService(ProbeLimiter probes) {
        this.probes = probes;
    }

    AccessResponse reveal(AuthenticatedRequest admitted, String collection, TokenList asked) {
        RevealRequest request = new RevealRequest(
                admitted.principal(), admitted.purpose(), collection, asked.field(), asked.tokens(), admitted.at());
        admitted.policies().catalogue().collection(collection).ifPresent(catalogued -> {
            AccessRequest access = request.access();
            QueryShape shape = new QueryShapes(catalogued).of(access.action(), access.query());
            admitted.learn(facts -> facts.withCollection(catalogued.name()).withQuery(shape));
        });
        RevealDecision decided = admitted.policies().reveal(request);
        admitted.learn(facts -> facts.withDecision(decided.decision()));
        return decided.decision()
                .<AccessResponse>fold(
                        permit -> probes.refusal(permit, admitted)
                                .orElseGet(() -> revealed(decided.permitted().orElseThrow())),
                        DetokenizationService::refused);
    }

    private static AccessResponse revealed(PermittedReveal permitted) {
        DetokenizedValues revealed = permitted.reveal();
        return new AccessResponse.Records(revealed.body(), revealed.counts());
    }

    private static AccessResponse refused(Decision.Deny deny) {
        boolean nothing = deny.reason() == DenyReason.NO_PERMIT;
        return AccessResponse.refused(nothing ? ProblemCode.ACCESS_DENIED : ProblemCode.FIELD_NOT_PERMITTED);
    }
}
