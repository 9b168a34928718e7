package io.metagate.gateway.report;

import io.metagate.audit.QueryShape;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.search.AuditQuery;
import io.metagate.gateway.audit.search.AuditSearch;
import io.metagate.gateway.audit.search.StoredLeaf;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.json.BadRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The audit log over HTTP, newest record first. */
@Path("/v1/audit/records")
@RolesAllowed("${metagate.report.auditor-role:metagate-auditor}")
public class AuditRecordsResource {

    private final EnforcementPoint enforcement;
    private final RequestMetadataReader calls;
    private final AuditSearch search;

    AuditRecordsResource(EnforcementPoint enforcement, RequestMetadataReader calls, AuditSearch search) {
        this.enforcement = enforcement;
        this.calls = calls;
        this.search = search;
    }

    /** A page of audit records. */
    @GET
    @Operation(operationId = "searchAuditRecords", summary = "A page of the audit log, newest record first")
    public Response list(@Context UriInfo uri) {
        return enforcement.handle(
                calls.of(AccessAction.AUDIT_SEARCH), request -> answer(request, uri.getQueryParameters()));
    }

    private AccessResponse answer(AuthenticatedRequest request, MultivaluedMap<String, String> parameters) {
        AuditQueryParser.Reading asked;
        try {
            asked = AuditQueryParser.read(parameters);
        } catch (BadRequest e) {
            return AccessResponse.invalid(e.code(), e.part());
        }
        String shape = String.join(",", asked.parameters());
        Optional<String> filter = Optional.of(shape).filter(text -> !text.isEmpty());
        request.learn(facts -> facts.withQuery(new QueryShape(filter, List.of(), List.of())));
        try {
            return page(asked.query(), search.page(asked.query()));
        } catch (AuditUnavailable e) {
            return AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE);
        }
    }

    /** The leaves as they are stored, which are JSON, each with its hash. */
    private static AccessResponse page(AuditQuery query, List<StoredLeaf> leaves) {
        String records = leaves.stream()
                .map(leaf -> "{\"leafHash\":\"" + leaf.hash().hex() + "\",\"record\":" + leaf.json() + "}")
                .collect(Collectors.joining(","));
        boolean more = leaves.size() == query.limit();
        String next = more ? "\"" + leaves.get(leaves.size() - 1).id() + "\"" : "null";
        return new AccessResponse.Document(
                "{\"records\":[" + records + "],\"next\":" + next + "}", MediaType.APPLICATION_JSON);
    }
}
