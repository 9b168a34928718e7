package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.Calls;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** The tokens that stand for values of a collection, over HTTP. */
@Path("/v1/collections/{collection}/tokens")
@Authenticated
@SecurityRequirement(name = "bearer")
public class TokensResource {

    private final EnforcementPoint enforcement;
    private final Calls calls;
    private final TokenAccess tokens;

    TokensResource(EnforcementPoint enforcement, Calls calls, TokenAccess tokens) {
        this.enforcement = enforcement;
        this.calls = calls;
        this.tokens = tokens;
    }

    /** What tokens stand for. */
    @POST
    @Path("reveal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Parameter(
            name = "Metagate-Purpose",
            in = ParameterIn.HEADER,
            required = true,
            description = "The purpose of the access, as the policies declare it",
            schema = @Schema(type = SchemaType.STRING),
            example = "restore")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(
                                            name = "of whom is this token",
                                            value =
                                                    "{\"field\": \"username\", \"tokens\": [\"t1_q3ZKxkVb0pDq1m0uYbnJQ1bCkz9n0QwXv6l7o8e5sT4\"]}")))
    @Operation(
            operationId = "revealTokens",
            summary = "What tokens of a field stand for; null for those that do not open")
    public Response reveal(@PathParam("collection") String collection, @Context UriInfo uri, InputStream body) {
        return enforcement.handle(calls.of("reveal"), DataWork.of(request -> {
            QueryReader.requireParameters(uri.getQueryParameters(), Set.of());
            return tokens.reveal(request, collection, RevealReader.read(body));
        }));
    }
}
