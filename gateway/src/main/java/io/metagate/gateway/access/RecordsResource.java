package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.Calls;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.policy.path.FieldPath;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** The records of a collection over HTTP. */
@Path("/v1/collections/{collection}/records")
@Authenticated
@SecurityRequirement(name = "bearer")
public class RecordsResource {

    private final EnforcementPoint enforcement;
    private final Calls calls;
    private final RecordAccess records;
    private final CountAccess counts;
    private final ExportAccess exports;

    RecordsResource(
            EnforcementPoint enforcement, Calls calls, RecordAccess records, CountAccess counts, ExportAccess exports) {
        this.enforcement = enforcement;
        this.calls = calls;
        this.records = records;
        this.counts = counts;
        this.exports = exports;
    }

    /** One record. */
    @GET
    @Path("{id}")
    @Parameter(
            name = "Metagate-Purpose",
            in = ParameterIn.HEADER,
            required = true,
            description = "The purpose of the access, as the policies declare it",
            schema = @Schema(type = SchemaType.STRING),
            example = "customer-support")
    @Operation(operationId = "readRecord", summary = "One record, redacted for the stated purpose")
    public Response read(@PathParam("collection") String collection, @PathParam("id") String id, @Context UriInfo uri) {
        return enforcement.handle(calls.of("read"), DataWork.of(request -> {
            Optional<List<FieldPath>> fields = QueryReader.fields(uri.getQueryParameters());
            return records.read(request, collection, id, fields);
        }));
    }

    /** A page of records, without a filter, as a URL must hold no value. */
    @GET
    @Parameter(
            name = "Metagate-Purpose",
            in = ParameterIn.HEADER,
            required = true,
            description = "The purpose of the access, as the policies declare it",
            schema = @Schema(type = SchemaType.STRING),
            example = "customer-support")
    @Operation(operationId = "listRecords", summary = "A page of records without a filter")
    public Response list(@PathParam("collection") String collection, @Context UriInfo uri) {
        return enforcement.handle(
                calls.of("search"),
                DataWork.of(
                        request -> records.search(request, collection, QueryReader.list(uri.getQueryParameters()))));
    }

    /** How many records there are. */
    @POST
    @Path("count")
    @Consumes(MediaType.APPLICATION_JSON)
    @Parameter(
            name = "Metagate-Purpose",
            in = ParameterIn.HEADER,
            required = true,
            description = "The purpose of the access, as the policies declare it",
            schema = @Schema(type = SchemaType.STRING),
            example = "customer-support")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "by region", value = "{\"by\": \"region\"}")))
    @Operation(operationId = "countRecords", summary = "How many records there are, for the stated purpose")
    public Response count(@PathParam("collection") String collection, @Context UriInfo uri, InputStream body) {
        return enforcement.handle(
                calls.of("count"),
                DataWork.of(request ->
                        counts.count(request, collection, QueryReader.count(body, uri.getQueryParameters()))));
    }

    /** A page of records. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Parameter(
            name = "Metagate-Purpose",
            in = ParameterIn.HEADER,
            required = true,
            description = "The purpose of the access, as the policies declare it",
            schema = @Schema(type = SchemaType.STRING),
            example = "customer-support")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(
                                            name = "by e-mail address",
                                            value =
                                                    "{\"filter\": {\"email\": \"jane.roe@acme.example\"}, \"fields\": [\"username\", \"email\"], \"limit\": 10}")))
    @Operation(operationId = "searchRecords", summary = "A page of records, redacted for the stated purpose")
    public Response search(@PathParam("collection") String collection, @Context UriInfo uri, InputStream body) {
        return enforcement.handle(calls.of("search"), DataWork.of(request -> {
            SearchRequest search = QueryReader.search(body, uri.getQueryParameters());
            return records.search(request, collection, search);
        }));
    }

    /** All records, as a stream. */
    @POST
    @Path("export")
    @Consumes(MediaType.APPLICATION_JSON)
    @Parameter(
            name = "Metagate-Purpose",
            in = ParameterIn.HEADER,
            required = true,
            description = "The purpose of the access, as the policies declare it",
            schema = @Schema(type = SchemaType.STRING),
            example = "capacity-planning")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(
                                            name = "a region",
                                            value =
                                                    "{\"filter\": {\"region\": \"eu\"}, \"fields\": [\"plan\", \"usedBytes\"]}")))
    @APIResponse(
            responseCode = "200",
            description = "Chunks of lines, each with a trailer; complete if the last trailer's next is null",
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            examples =
                                    @ExampleObject(
                                            name = "one chunk",
                                            value =
                                                    "{\"record\":{\"plan\":\"free\",\"usedBytes\":7}}\n{\"chunk\":{\"number\":1,\"records\":1,\"auditId\":\"01936d5c-2f80-7abc-8def-0123456789ab\",\"next\":null}}\n")))
    @Operation(operationId = "exportRecords", summary = "All records as a stream, redacted for the stated purpose")
    public Response export(@PathParam("collection") String collection, @Context UriInfo uri, InputStream body) {
        return enforcement.handle(calls.of("export"), DataWork.of(request -> {
            SearchRequest export = QueryReader.export(body, uri.getQueryParameters());
            return exports.export(request, collection, export);
        }));
    }
}
