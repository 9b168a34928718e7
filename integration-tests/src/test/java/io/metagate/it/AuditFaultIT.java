package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.bed.AuditRow;
import io.metagate.it.bed.AuditServer;
import io.metagate.it.bed.Bed;
import io.metagate.it.bed.Signal;
import io.metagate.it.bed.Traffic;
import io.metagate.it.bed.Workspace;
import io.metagate.it.client.Caller;
import io.metagate.it.client.Reply;
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
        try (Bed bed = Bed.start(workspace, first, told -> told)) {
            bed.awaitReady();
            try (Traffic traffic = Traffic.start(CLIENTS, bed.caller(Persona.SUPPORT_AGENT))) {
                awaitAnswers(traffic, OK, 0);
                freezeAndThaw(bed, traffic, workspace);
                Signal.KILL.sendToAll(AuditServer.pid(workspace));
                awaitOutage(bed, traffic);
                first.close();
                try (AuditServer second = AuditServer.own(workspace, port)) {
                    awaitAnswers(traffic, OK, traffic.given().size());
                    awaitReadiness(bed, OK);
                    traffic.finish();
                    assertEveryAnswerIsRecorded(traffic.given(), second);
                }
            }
        }
    }

    private static void freezeAndThaw(Bed bed, Traffic traffic, Workspace workspace) throws Exception {
        Signal.STOP.sendToAll(AuditServer.pid(workspace));
        try {
            awaitOutage(bed, traffic);
        } finally {
            Signal.CONT.sendToAll(AuditServer.pid(workspace));
        }
        awaitAnswers(traffic, OK, traffic.given().size());
        awaitReadiness(bed, OK);
    }

    /** Waits until the gateway has noticed; from then on, not one answer holds data. */
    private static void awaitOutage(Bed bed, Traffic traffic) throws Exception {
        int before = traffic.given().size();
        awaitAnswers(traffic, UNAVAILABLE, before);
        awaitReadiness(bed, UNAVAILABLE);
        int noticed = traffic.given().size();
        awaitAnswers(traffic, UNAVAILABLE, noticed + CLIENTS);
        List<Traffic.Given> during =
                traffic.given().subList(noticed, traffic.given().size());
        assertThat(during).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(UNAVAILABLE);
            assertThat(answer.body()).contains("\"code\":\"audit.unavailable\"").doesNotContain("acc-");
            assertThat(answer.auditId()).isEmpty();
        });
        Reply stranger = bed.stranger().get("/v1/collections");
        assertThat(stranger.status()).isEqualTo(UNAVAILABLE);
        assertThat(stranger.header("retry-after")).isPresent();
    }

    private static void assertEveryAnswerIsRecorded(List<Traffic.Given> given, AuditServer audit) throws Exception {
        List<String> answered = given.stream()
                .map(Traffic.Given::auditId)
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
                .mapToLong(Traffic.Given::millis)
                .summaryStatistics();
        System.out.println("time to a refusal in ms: " + refusals);
        assertThat(audit.all()).extracting(AuditRow::outcome).containsOnly("released");
    }

    private static void awaitAnswers(Traffic traffic, int status, int after) throws Exception {
        Eventually.holds("an answer with status " + status, PATIENCE, () -> traffic.given().stream()
                .skip(after)
                .anyMatch(answer -> answer.status() == status));
    }

    private static void awaitReadiness(Bed bed, int status) throws Exception {
        Caller operator = new Caller(bed.management());
        Eventually.holds(
                "readiness " + status,
                PATIENCE,
                () -> operator.get("/q/health/ready").status() == status);
    }
}
