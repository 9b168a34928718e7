package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.request.CountRequest;
import io.metagate.gateway.request.QueryRequestParser;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.request.header.ConditionalHeaders;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The records of a collection over HTTP. */
@Path("/v1/collections/{collection}/records")
@Authenticated
public class RecordsResource {

    private final EnforcementPoint enforcement;
    private final RequestMetadataReader calls;
    private final RecordService records;
    private final CountService counts;
    private final ExportService exports;

    RecordsResource(
            EnforcementPoint enforcement,
            RequestMetadataReader calls,
            RecordService records,
            CountService counts,
            ExportService exports) {
        this.enforcement = enforcement;
        this.calls = calls;
        this.records = records;
        this.counts = counts;
        this.exports = exports;
    }

    /** One record. */
    @GET
    @Path("{id}")
    @Operation(operationId = "readRecord", summary = "One record, redacted for the stated purpose")
    public Response read(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return enforcement.handle(calls.of(Action.READ), DataRequestHandler.of(request -> {
            Optional<List<FieldPath>> fields = QueryRequestParser.fields(uri.getQueryParameters());
            Optional<EntityTagList> known = ConditionalHeaders.ifNoneMatch(headers);
            return records.read(new QueryAuthorizer(request, Action.READ, collection), id, fields, known);
        }));
    }

    /** A page of records, without a filter, as a URL must hold no value. */
    @GET
    @Operation(operationId = "listRecords", summary = "A page of records without a filter")
    public Response list(
            @PathParam("collection") String collection, @Context UriInfo uri, @Context HttpHeaders headers) {
        return enforcement.handle(calls.of(Action.SEARCH), DataRequestHandler.unconditional(headers, request -> {
            SearchRequest search = QueryRequestParser.list(uri.getQueryParameters());
            return records.search(request, collection, search);
        }));
    }

    /** How many records there are. */
    @POST
    @Path("count")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "countRecords", summary = "How many records there are, for the stated purpose")
    public Response count(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            InputStream body) {
        return enforcement.handle(calls.of(Action.COUNT), DataRequestHandler.unconditional(headers, request -> {
            CountRequest count = QueryRequestParser.count(body, uri.getQueryParameters());
            return counts.count(request, collection, count);
        }));
    }

    /** A page of records. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "searchRecords", summary = "A page of records, redacted for the stated purpose")
    public Response search(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            InputStream body) {
        return enforcement.handle(calls.of(Action.SEARCH), DataRequestHandler.unconditional(headers, request -> {
            SearchRequest search = QueryRequestParser.search(body, uri.getQueryParameters());
            return records.search(request, collection, search);
        }));
    }

    /** All records, as a stream. */
    @POST
    @Path("export")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "exportRecords", summary = "All records as a stream, redacted for the stated purpose")
    public Response export(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            InputStream body) {
        return enforcement.handle(calls.of(Action.EXPORT), DataRequestHandler.unconditional(headers, request -> {
            SearchRequest export = QueryRequestParser.export(body, uri.getQueryParameters());
            return exports.export(request, collection, export);
        }));
    }
}
