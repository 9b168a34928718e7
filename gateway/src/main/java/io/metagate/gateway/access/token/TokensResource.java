package io.metagate.gateway.access.token;

import io.metagate.gateway.access.DataRequestHandler;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.request.QueryRequestParser;
import io.metagate.gateway.request.RevealRequestParser;
import io.metagate.policy.request.Action;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The tokens that stand for values of a collection, over HTTP. */
@Path("/v1/collections/{collection}/tokens")
@Authenticated
public class TokensResource {

    private final EnforcementPoint enforcement;
    private final RequestMetadataReader calls;
    private final DetokenizationService tokens;

    public TokensResource(EnforcementPoint enforcement, RequestMetadataReader calls, DetokenizationService tokens) {
        this.enforcement = enforcement;
        this.calls = calls;
        this.tokens = tokens;
    }

    /** What tokens stand for. */
    @POST
    @Path("reveal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "revealTokens",
            summary = "What tokens of a field stand for; null for those that do not open")
    public Response reveal(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            InputStream body) {
        return enforcement.handle(calls.of(Action.REVEAL), DataRequestHandler.unconditional(headers, request -> {
            QueryRequestParser.requireParameters(uri.getQueryParameters(), Set.of());
            return tokens.reveal(request, collection, RevealRequestParser.read(body));
        }));
    }
}
