package io.metagate.gateway.report;

import io.metagate.audit.QueryShape;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.search.AuditPage;
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
            return new AccessResponse.Document(body(search.page(asked.query())), MediaType.APPLICATION_JSON);
        } catch (AuditUnavailable e) {
            return AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE);
        }
    }

    /** The page as JSON: the leaves as they are stored, which are JSON, each with its hash. */
    static String body(AuditPage page) {
        int bytes = AuditPage.MAX_BYTES_BESIDE_RECORDS
                + page.leaves().stream()
                        .mapToInt(leaf -> leaf.size() + AuditPage.MAX_BYTES_BESIDE_LEAF)
                        .sum();
        StringBuilder body = new StringBuilder(bytes).append("{\"records\":[");
        String separator = "";
        for (StoredLeaf leaf : page.leaves()) {
            body.append(separator).append("{\"leafHash\":\"").append(leaf.hash().hex());
            body.append("\",\"record\":").append(leaf.json()).append('}');
            separator = ",";
        }
        String next = page.next().map(id -> "\"" + id + "\"").orElse("null");
        return body.append("],\"next\":").append(next).append('}').toString();
    }
}
