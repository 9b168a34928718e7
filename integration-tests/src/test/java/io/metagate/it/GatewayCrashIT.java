package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.BackgroundClients;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import io.metagate.test.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The gateway is killed under load: what its clients were given, whole or in part, is in the audit log (P3). */
class GatewayCrashIT {

    private static final int CLIENTS = 8;
    private static final int ANSWERS_BEFORE_A_KILL = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int kills = Integer.getInteger("metagate.test.kills", 20);

    @Test
    void everyAnswerThatLeftIsRecordedWhenTheGatewayIsKilledUnderLoad() throws Exception {
        long seed = Seeded.seed("GatewayCrashIT");
        RandomGenerator random = new Random(seed);
        List<String> answered = new ArrayList<>();
        try (GatewayFixture gateway =
                GatewayFixture.start(Workspace.fresh("crash"), AuditServer.shared(), told -> told)) {
            for (int kill = 0; kill < kills; kill++) {
                gateway.awaitReady();
                answered.addAll(answersUntilKilled(gateway, random));
                gateway.restart();
            }
            gateway.awaitReady();
            Set<String> recorded = gateway.audit().among(answered);
            List<String> missing =
                    answered.stream().filter(id -> !recorded.contains(id)).toList();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d kills: %d of %d answers without a record; by the rule of three < %.3f %% of answers",
                    kills,
                    missing.size(),
                    answered.size(),
                    300.0 / answered.size()));
            assertThat(missing).isEmpty();
        }
    }

    private static List<String> answersUntilKilled(GatewayFixture gateway, RandomGenerator random) throws Exception {
        try (BackgroundClients traffic = BackgroundClients.start(CLIENTS, gateway.caller(Persona.SUPPORT_AGENT))) {
            int enough = ANSWERS_BEFORE_A_KILL + random.nextInt(ANSWERS_BEFORE_A_KILL);
            Eventually.holds("load", PATIENCE, () -> traffic.given().size() >= enough);
            gateway.kill();
            traffic.finish();
            List<BackgroundClients.Given> given = traffic.given();
            assertThat(given).allSatisfy(answer -> assertThat(answer.auditId())
                    .as(answer.status() + " " + answer.body())
                    .isNotEmpty());
            return given.stream().map(BackgroundClients.Given::auditId).toList();
        }
    }
}
