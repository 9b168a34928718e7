package io.metagate.gateway.change;

import io.metagate.gateway.access.DataRequestHandler;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.request.ContentParser;
import io.metagate.gateway.request.ContentParser.NewRecord;
import io.metagate.gateway.request.QueryRequestParser;
import io.metagate.gateway.request.RecordId;
import io.metagate.gateway.request.header.ConditionalHeaders;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.gateway.request.header.IdempotencyKey;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Changes of the records of a collection over HTTP. There is no PUT: who replaces a record of which they see a part
 * destroys the other part.
 */
@Path("/v1/collections/{collection}/records")
@Authenticated
public class ChangesResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final EnforcementPoint enforcement;
    private final RequestMetadataReader calls;
    private final CreateService creations;
    private final UpdateService changes;

    ChangesResource(
            EnforcementPoint enforcement, RequestMetadataReader calls, CreateService creations, UpdateService changes) {
        this.enforcement = enforcement;
        this.calls = calls;
        this.creations = creations;
        this.changes = changes;
    }

    /** Makes a record. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createRecord", summary = "Makes a record")
    public Response create(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            InputStream body) {
        return enforcement.handle(calls.of(Action.CREATE), DataRequestHandler.of(request -> {
            QueryRequestParser.requireParameters(uri.getQueryParameters(), Set.of());
            Optional<IdempotencyKey> key = ConditionalHeaders.idempotencyKey(headers);
            NewRecord asked = ContentParser.record(body);
            return creations.create(request, collection, asked, key);
        }));
    }

    /** Changes some fields of a record. */
    @PATCH
    @Path("{id}")
    @Consumes(MERGE_PATCH)
    @Operation(operationId = "updateRecord", summary = "Changes some fields of a record")
    public Response update(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            InputStream body) {
        return enforcement.handle(calls.of(Action.UPDATE), DataRequestHandler.of(request -> {
            QueryRequestParser.requireParameters(uri.getQueryParameters(), Set.of());
            Optional<EntityTagList> meant = ConditionalHeaders.ifMatch(headers);
            DocumentValue.Members patch = ContentParser.patch(body);
            RecordId record = record(request, collection, id);
            RecordChange change = new RecordChange.Update(record.value(), patch);
            return changes.change(new ChangeAuthorizer(request, collection, record, change), meant);
        }));
    }

    /** Removes a record. */
    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteRecord", summary = "Removes a record")
    public Response delete(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return enforcement.handle(calls.of(Action.DELETE), DataRequestHandler.of(request -> {
            QueryRequestParser.requireParameters(uri.getQueryParameters(), Set.of());
            Optional<EntityTagList> meant = ConditionalHeaders.ifMatch(headers);
            RecordId record = record(request, collection, id);
            RecordChange change = new RecordChange.Delete(record.value());
            return changes.change(new ChangeAuthorizer(request, collection, record, change), meant);
        }));
    }

    private static RecordId record(AuthenticatedRequest request, String collection, String written) {
        return RecordId.of(written, request.policies().catalogue().idType(collection));
    }
}
