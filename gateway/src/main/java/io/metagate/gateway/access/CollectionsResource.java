package io.metagate.gateway.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.QueryRequestParser;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.explain.CollectionDescription;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The collections over HTTP. */
@Path("/v1/collections")
@Authenticated
public class CollectionsResource {

    private final EnforcementPoint enforcement;
    private final RequestMetadataReader calls;

    CollectionsResource(EnforcementPoint enforcement, RequestMetadataReader calls) {
        this.enforcement = enforcement;
        this.calls = calls;
    }

    /** The collections and actions that the principal has for the stated purpose. */
    @GET
    @Operation(operationId = "listCollections", summary = "The collections and actions for the stated purpose")
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return enforcement.handle(
                calls.of(AccessAction.DESCRIBE), DataRequestHandler.unconditional(headers, request -> {
                    QueryRequestParser.requireParameters(uri.getQueryParameters(), Set.of());
                    return listing(request);
                }));
    }

    /** A collection as the principal may use it for the stated purpose. */
    @GET
    @Path("{collection}")
    @Operation(
            operationId = "describeCollection",
            summary =
                    "The fields of a collection that each action sees for the stated purpose, and what may be done with them")
    public Response describe(
            @PathParam("collection") String collection, @Context UriInfo uri, @Context HttpHeaders headers) {
        return enforcement.handle(
                calls.of(AccessAction.DESCRIBE), DataRequestHandler.unconditional(headers, request -> {
                    QueryRequestParser.requireParameters(uri.getQueryParameters(), Set.of());
                    return description(request, collection);
                }));
    }

    private static AccessResponse description(AuthenticatedRequest request, String collection) {
        PolicySet policies = request.policies();
        policies.catalogue()
                .collection(collection)
                .ifPresent(known -> request.learn(facts -> facts.withCollection(known.name())));
        return CollectionDescription.of(policies, request.principal(), request.purpose(), collection, request.at())
                .<AccessResponse>map(json -> new AccessResponse.Document(json.toString(), MediaType.APPLICATION_JSON))
                .orElseGet(() -> AccessResponse.refused(ProblemCode.ACCESS_DENIED));
    }

    private static AccessResponse listing(AuthenticatedRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode collections = body.putArray("collections");
        for (PolicySet.VisibleCollection visible :
                request.policies().visibleTo(request.principal(), request.purpose(), request.at())) {
            ArrayNode actions =
                    collections.addObject().put("name", visible.name()).putArray("actions");
            visible.actions().forEach(action -> actions.add(action.wireName()));
        }
        return new AccessResponse.Document(body.toString(), MediaType.APPLICATION_JSON);
    }
}
