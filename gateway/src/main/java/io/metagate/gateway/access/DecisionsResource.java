package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ExplainRequest;
import io.metagate.gateway.request.ExplainRequestParser;
import io.metagate.gateway.request.QueryRequestParser;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.explain.DecisionExplanation;
import io.metagate.policy.explain.FullExplanation;
import io.metagate.policy.explain.SafeExplanation;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a principal would get for a request, and why, over HTTP. Reads no data. */
@Path("/v1/decisions")
@Authenticated
public class DecisionsResource {

    private final EnforcementPoint enforcement;
    private final RequestMetadataReader calls;
    private final Set<String> explainers;
    private final CostGuard costs;

    DecisionsResource(EnforcementPoint enforcement, RequestMetadataReader calls, AccessConfig config, CostGuard costs) {
        this.enforcement = enforcement;
        this.calls = calls;
        this.explainers = config.explainerRoles();
        this.costs = costs;
    }

    /** The explanation of a decision about the caller, or about the principal that it describes. */
    @POST
    @Path("explain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "explainDecision", summary = "What a request would get for the stated purpose, and why")
    public Response explain(@Context UriInfo uri, @Context HttpHeaders headers, InputStream body) {
        return enforcement.handle(calls.of(Action.EXPLAIN), DataRequestHandler.unconditional(headers, request -> {
            QueryRequestParser.requireParameters(uri.getQueryParameters(), Set.of());
            return explain(request, ExplainRequestParser.read(body));
        }));
    }

    private AccessResponse explain(AuthenticatedRequest request, ExplainRequest asked) {
        request.policies()
                .catalogue()
                .collection(asked.collection())
                .ifPresent(collection -> request.learn(facts -> facts.withCollection(collection.name())
                        .withQuery(new QueryShapes(collection).of(asked.action(), asked.query()))));
        if (asked.as().isPresent()
                && Collections.disjoint(explainers, request.principal().roles())) {
            return AccessResponse.refused(ProblemCode.ROLE_MISSING);
        }
        AccessRequest access = new AccessRequest(
                asked.as().orElse(request.principal()),
                request.purpose(),
                asked.action(),
                asked.collection(),
                asked.query(),
                request.at());
        DecisionExplanation explanation = DecisionExplanation.of(request.policies(), access);
        JsonValue.Members json = asked.as().isPresent()
                ? new FullExplanation(explanation).json()
                : new SafeExplanation(explanation).json();
        Map<String, JsonValue> members = new LinkedHashMap<>(json.members());
        index(access, request.policies()).ifPresent(need -> members.put("index", new JsonValue.Text(need)));
        return new AccessResponse.Document(new JsonValue.Members(members).toString(), MediaType.APPLICATION_JSON);
    }

    private Optional<String> index(AccessRequest access, PolicySet policies) {
        return policies.decide(access).fold(permit -> costs.need(permit, access, policies), deny -> Optional.empty());
    }
}
