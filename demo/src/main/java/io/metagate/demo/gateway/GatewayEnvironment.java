package io.metagate.demo.gateway;

import io.metagate.demo.database.EmbeddedAuditDatabase;
import io.metagate.demo.issuer.TokenIssuer;
import io.metagate.demo.machine.LoopbackPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment variables that configure a gateway. Immutable: every method returns another environment.
 *
 * @param http where it answers requests
 * @param management where it tells how it is
 * @param variables all that it is told, the ports included
 */
public record GatewayEnvironment(LoopbackPort http, LoopbackPort management, Map<String, String> variables) {

    public GatewayEnvironment {
        variables = Map.copyOf(variables);
    }

    /** A gateway on loopback with those ports, and nothing else yet: it does not start like that. */
    public static GatewayEnvironment on(LoopbackPort http, LoopbackPort management) {
        return new GatewayEnvironment(http, management, Map.of())
                .with("QUARKUS_HTTP_HOST", "127.0.0.1")
                .with("QUARKUS_HTTP_PORT", http.toString())
                .with("QUARKUS_MANAGEMENT_HOST", "127.0.0.1")
                .with("QUARKUS_MANAGEMENT_PORT", management.toString());
    }

    /** With the store of the records; the URI holds the credentials. */
    public GatewayEnvironment store(String uri) {
        return with("METAGATE_STORE_URI", uri);
    }

    /** With leave to use a store on loopback that answers strangers. */
    public GatewayEnvironment allowingOpenStore() {
        return with("METAGATE_STORE_ALLOW_UNAUTHENTICATED_LOOPBACK", "true");
    }

    /** With the database of the audit log. */
    public GatewayEnvironment audit(EmbeddedAuditDatabase database) {
        return audit(database.url(), database.user(), database.password());
    }

    /** With the database of the audit log. */
    public GatewayEnvironment audit(String url, String user, String password) {
        return with("METAGATE_AUDIT_URL", url)
                .with("METAGATE_AUDIT_USER", user)
                .with("METAGATE_AUDIT_PASSWORD", password);
    }

    /** With the issuer whose tokens it trusts. */
    public GatewayEnvironment issuer(URI issuer) {
        return with("METAGATE_OIDC_ISSUER", issuer.toString())
                .with("METAGATE_OIDC_AUDIENCE", TokenIssuer.AUDIENCE)
                .with("METAGATE_REPORT_AUDITOR_ROLE", "auditor")
                .with("METAGATE_ACCESS_EXPLAINER_ROLES", "policy-admin,auditor");
    }

    /** With the folder of its policies. */
    public GatewayEnvironment policies(Path bundle) {
        return with("METAGATE_POLICY_BUNDLE", bundle.toAbsolutePath().toString());
    }

    /** With the file of its secret keys. */
    public GatewayEnvironment keys(Path file) {
        return with("METAGATE_KEYS_FILE", file.toAbsolutePath().toString());
    }

    /** With one more variable, or with another value of it. */
    public GatewayEnvironment with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new GatewayEnvironment(http, management, more);
    }

    /** Without that variable. */
    public GatewayEnvironment without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(variables);
        fewer.remove(name);
        return new GatewayEnvironment(http, management, fewer);
    }

    /** The root of the gateway's API. */
    public URI url() {
        return URI.create("http://localhost:" + http);
    }

    /** Answers 200 when the gateway is ready. */
    public URI readiness() {
        return URI.create("http://127.0.0.1:" + management + "/q/health/ready");
    }

    @Override
    public String toString() {
        return "GatewayEnvironment[http=" + http + ", management=" + management + "]";
    }
}
