package io.metagate.gateway.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.decision.DecisionPoints;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.identity.VerifiedTokens;
import io.metagate.policy.decision.PolicySet;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.jboss.resteasy.specimpl.ResteasyUriInfo;

/** Requests of one principal as resources get them, decided under policies and recorded in a log of a test. */
public final class ResourceCalls {

    /** No header that a resource looks at. */
    public static final HttpHeaders PLAIN = new ResteasyHttpHeaders(new MultivaluedHashMap<>());

    private final LiveAuditLog audit;
    private final EnforcementPoint enforcement;
    private final SecurityIdentity identity;

    public ResourceCalls(LiveAuditLog audit, PolicySet policies, String... roles) {
        this.audit = audit;
        this.enforcement = EnforcementPoints.over(audit.log(), DecisionPoints.of(policies));
        this.identity = VerifiedTokens.verified("{\"sub\":\"alice\"}", roles);
    }

    /** What answers them. */
    public EnforcementPoint enforcement() {
        return enforcement;
    }

    /** What they say of themselves. */
    public RequestMetadataReader stating(Optional<String> purpose) {
        return new RequestMetadataReader(identity, new CurrentVertxRequest()) {
            @Override
            public RequestMetadata of(AccessAction action) {
                return RequestMetadata.of(
                        identity,
                        action,
                        header -> header.equals("Metagate-Purpose")
                                ? purpose.stream().toList()
                                : List.of());
            }
        };
    }

    /** A URL with that query. */
    public static UriInfo query(String query) {
        return new ResteasyUriInfo("http://localhost/v1?" + query, "/");
    }

    /** Headers of which one is set. */
    public static HttpHeaders header(String name, String value) {
        MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
        headers.add(name, value);
        return new ResteasyHttpHeaders(headers);
    }

    /** A body, with single quotes for double ones. */
    public static InputStream json(String json) {
        return new ByteArrayInputStream(json.replace('\'', '"').getBytes(UTF_8));
    }

    /** What leaves. */
    public static String body(Response response) {
        return new String(EnforcementPoint.body(response), UTF_8);
    }

    /** What the log holds of it. */
    public String recorded(Response response) {
        try {
            return audit.leaf(UUID.fromString(response.getHeaderString("Metagate-Audit-Id")));
        } catch (Exception e) {
            throw new AssertionError("nothing is recorded", e);
        }
    }
}
