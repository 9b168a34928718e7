package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.BackgroundClients;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.ProcessSignal;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL goes away under load: nothing leaves that is not recorded, and everything goes on by itself when it is
 * back (P3, P6).
 */
class AuditFaultIT {

    private static final int CLIENTS = 8;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void releasesNothingWhilePostgresIsFrozenOrKilled() throws Exception {
        Workspace workspace = Workspace.fresh("fault");
        LoopbackPort port = LoopbackPort.free();
        AuditServer first = AuditServer.own(workspace, port);
        try (GatewayFixture gateway = GatewayFixture.start(workspace, first, told -> told)) {
            gateway.awaitReady();
            try (BackgroundClients traffic = BackgroundClients.start(CLIENTS, gateway.caller(Persona.SUPPORT_AGENT))) {
                awaitAnswers(traffic, OK, 0);
                freezeAndThaw(gateway, traffic, workspace);
                ProcessSignal.KILL.sendToAll(AuditServer.pid(workspace));
                awaitOutage(gateway, traffic);
                first.close();
                try (AuditServer second = AuditServer.own(workspace, port)) {
                    awaitAnswers(traffic, OK, traffic.given().size());
                    awaitReadiness(gateway, OK);
                    traffic.finish();
                    assertEveryAnswerIsRecorded(traffic.given(), second);
                }
            }
        }
    }

    private static void freezeAndThaw(GatewayFixture gateway, BackgroundClients traffic, Workspace workspace)
            throws Exception {
        ProcessSignal.STOP.sendToAll(AuditServer.pid(workspace));
        try {
            awaitOutage(gateway, traffic);
        } finally {
            ProcessSignal.CONT.sendToAll(AuditServer.pid(workspace));
        }
        awaitAnswers(traffic, OK, traffic.given().size());
        awaitReadiness(gateway, OK);
    }

    /** Waits until the gateway has noticed; from then on, not one answer holds data. */
    private static void awaitOutage(GatewayFixture gateway, BackgroundClients traffic) throws Exception {
        int before = traffic.given().size();
        awaitAnswers(traffic, UNAVAILABLE, before);
        awaitReadiness(gateway, UNAVAILABLE);
        int noticed = traffic.given().size();
        awaitAnswers(traffic, UNAVAILABLE, noticed + CLIENTS);
        List<BackgroundClients.Given> during =
                traffic.given().subList(noticed, traffic.given().size());
        assertThat(during).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(UNAVAILABLE);
            assertThat(answer.body()).contains("\"code\":\"audit.unavailable\"").doesNotContain("acc-");
            assertThat(answer.auditId()).isEmpty();
        });
        ApiResponse stranger = gateway.stranger().get("/v1/collections");
        assertThat(stranger.status()).isEqualTo(UNAVAILABLE);
        assertThat(stranger.header("retry-after")).isPresent();
    }

    private static void assertEveryAnswerIsRecorded(List<BackgroundClients.Given> given, AuditServer audit)
            throws Exception {
        List<String> answered = given.stream()
                .map(BackgroundClients.Given::auditId)
                .filter(id -> !id.isEmpty())
                .toList();
        Set<String> recorded = audit.among(answered);
        System.out.println("PostgreSQL frozen and killed: " + given.size() + " answers, " + answered.size()
                + " with data, " + (answered.size() - recorded.size()) + " of them without a record");
        assertThat(recorded).containsAll(answered);
        assertThat(given).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(OK, UNAVAILABLE);
            assertThat(answer.status() == OK).isEqualTo(!answer.auditId().isEmpty());
        });
        LongSummaryStatistics refusals = given.stream()
                .filter(answer -> answer.status() == UNAVAILABLE)
                .mapToLong(BackgroundClients.Given::millis)
                .summaryStatistics();
        System.out.println("time to a refusal in ms: " + refusals);
        assertThat(audit.all()).extracting(AuditRow::outcome).containsOnly("released");
    }

    private static void awaitAnswers(BackgroundClients traffic, int status, int after) throws Exception {
        Eventually.holds("an answer with status " + status, PATIENCE, () -> traffic.given().stream()
                .skip(after)
                .anyMatch(answer -> answer.status() == status));
    }

    private static void awaitReadiness(GatewayFixture gateway, int status) throws Exception {
        ApiClient operator = new ApiClient(gateway.management());
        Eventually.holds(
                "readiness " + status,
                PATIENCE,
                () -> operator.get("/q/health/ready").status() == status);
    }
}
