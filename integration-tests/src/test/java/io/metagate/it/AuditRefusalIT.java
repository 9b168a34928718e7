package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.ProcessSignal;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL is there and takes no records, or goes away, while nobody asks anything: the gateway is not ready, says
 * why, and recovers by itself (P6).
 */
class AuditRefusalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    @Test
    void isNotReadyWhileNothingCanBeRecorded() throws Exception {
        Workspace workspace = Workspace.fresh("refusal");
        LoopbackPort port = LoopbackPort.free();
        AuditServer first = AuditServer.own(workspace, port);
        try (GatewayFixture gateway = GatewayFixture.start(workspace, first, told -> told)) {
            gateway.awaitReady();
            requireRefusal(
                    gateway,
                    "23514",
                    "ALTER TABLE audit_record ADD CONSTRAINT no CHECK (false) NOT VALID",
                    "ALTER TABLE audit_record DROP CONSTRAINT no");
            requireRefusal(
                    gateway,
                    "42501",
                    "REVOKE INSERT ON audit_record FROM CURRENT_USER",
                    "GRANT INSERT ON audit_record TO CURRENT_USER");
            requireRefusal(
                    gateway,
                    "P0001",
                    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'no: %', NEW; END $$;"
                            + "CREATE TRIGGER no BEFORE INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION refuse()",
                    "DROP TRIGGER no ON audit_record");
            requireRecoveryFromAStop(gateway, workspace, first, port);
            assertThat(gateway.gateway().log()).doesNotContain("support-desk", "acc-1", "customer-support");
        }
    }

    private static void requireRefusal(GatewayFixture gateway, String state, String damage, String repair)
            throws Exception {
        ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);
        assertThat(agent.read("accounts", "acc-1").status()).isEqualTo(OK);
        long begun = System.nanoTime();
        gateway.audit().execute(damage);
        Eventually.holds("not ready", PATIENCE, () -> health(gateway).status() == UNAVAILABLE);
        long noticed = System.nanoTime();
        assertThat(log(gateway).path("sqlState").asText()).startsWith(state);
        assertThat(log(gateway).path("reason").asText()).isEqualTo("the audit log refuses records");
        ApiResponse refused = agent.read("accounts", "acc-1");
        assertThat(refused.status()).isEqualTo(UNAVAILABLE);
        assertThat(refused.body()).contains("\"code\":\"audit.unavailable\"").doesNotContain("acc-");

        long mended = System.nanoTime();
        gateway.audit().execute(repair);
        Eventually.holds("ready again", PATIENCE, () -> health(gateway).status() == OK);
        System.out.println("records refused with " + state + ": not ready after " + millis(begun, noticed)
                + " ms, ready again after " + millis(mended, System.nanoTime()) + " ms");
        assertThat(agent.read("accounts", "acc-1").status()).isEqualTo(OK);
    }

    private static void requireRecoveryFromAStop(
            GatewayFixture gateway, Workspace workspace, AuditServer first, LoopbackPort port) throws Exception {
        ProcessSignal.KILL.sendToAll(AuditServer.pid(workspace));
        Eventually.holds("not ready", PATIENCE, () -> health(gateway).status() == UNAVAILABLE);
        assertThat(log(gateway).path("reason").asText()).isEqualTo("the audit log is down");
        first.close();
        try (AuditServer second = AuditServer.own(workspace, port)) {
            Eventually.holds("ready again", PATIENCE, () -> health(gateway).status() == OK);
            assertThat(Metrics.of(gateway).sum("metagate_background_late")).isZero();
            assertThat(second.all()).extracting(row -> row.action()).doesNotContain("update");
        }
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    /** What readiness says of the audit log. */
    private static JsonNode log(GatewayFixture gateway) {
        for (JsonNode check : health(gateway).json().path("checks")) {
            if (check.path("name").asText().equals("audit log")) {
                return check.path("data");
            }
        }
        throw new AssertionError("nothing is said of the audit log");
    }

    private static ApiResponse health(GatewayFixture gateway) {
        return new ApiClient(gateway.management()).get("/q/health/ready");
    }
}
