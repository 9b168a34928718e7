package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.gateway.GatewayEnvironment;
import io.metagate.demo.gateway.GatewayKeys;
import io.metagate.demo.gateway.GatewayProcess;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.store.AuthenticatingStore;
import io.metagate.demo.store.DocumentStore;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.Command;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged command looks at what surrounds a gateway, told what the gateway is told. */
class DoctorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "sesame4711";

    private final Workspace workspace = Workspace.fresh("doctor");

    @Test
    void findsNothingToDoAroundAGatewayThatIsWell() throws Exception {
        GatewayFixture gateway = GatewayFixture.shared();
        Map<String, String> told = gateway.gateway().environment().variables();

        Command doctor = Command.run(
                workspace.folder(),
                told,
                "doctor",
                "--management",
                gateway.management().toString());

        assertThat(doctor.exit()).as(doctor.out() + doctor.err()).isZero();
        assertThat(doctor.rows("strangers")).singleElement().asString().contains(" ok ");
        assertThat(doctor.rows("credentials")).singleElement().asString().contains(" ok ");
        assertThat(doctor.rows("collection")).hasSize(5).allMatch(row -> row.contains(" ok "));
        assertThat(doctor.rows("indexes")).hasSize(5);
        assertThat(doctor.rows("issuer")).singleElement().asString().contains(" ok ");
        assertThat(doctor.rows("readiness"))
                .hasSizeGreaterThan(2)
                .allMatch(row -> row.contains(" ok "))
                .anyMatch(row -> row.contains("audit log"));
        assertThat(doctor.out() + doctor.err()).doesNotContain(password(told));
    }

    @Test
    void callsTheStoreOfARunningGatewayBadThatAnswersStrangers() throws Exception {
        AuditServer audit = AuditServer.shared();
        try (DocumentStore store = DocumentStore.inMemory(LoopbackPort.free())) {
            GatewayEnvironment environment = GatewayEnvironment.on(LoopbackPort.free(), LoopbackPort.free())
                    .store(store.uri())
                    .allowingOpenStore()
                    .audit(audit.url(), audit.user(), audit.password())
                    .issuer(Issuers.shared().uri())
                    .policies(workspace.policies())
                    .keys(GatewayKeys.in(workspace.gatewayKeys()));
            try (GatewayProcess gateway = GatewayFixture.launch(workspace, environment, "open.log")) {
                assertThat(gateway.awaitReady(PATIENCE)).as(gateway.log()).isTrue();

                Command doctor = Command.run(workspace.folder(), environment.variables(), "doctor");

                assertThat(doctor.exit()).isEqualTo(1);
                assertThat(doctor.rows("strangers"))
                        .singleElement()
                        .asString()
                        .contains(" bad ", "answers without credentials", "demonstrations only");
            }
        }
    }

    @Test
    void readsPropertiesAndAPasswordFileAndTellsWrongCredentials() throws Exception {
        try (AuthenticatingStore store = AuthenticatingStore.start(LoopbackPort.free(), "gateway", SECRET)) {
            Path right = Files.writeString(workspace.folder().resolve("right"), SECRET + "\n");
            Path wrong = Files.writeString(workspace.folder().resolve("wrong"), "not" + SECRET);

            Command welcome = Command.run(folderWith(store, right), Map.of(), "doctor");
            Command rejected = Command.run(folderWith(store, wrong), Map.of(), "doctor");

            assertThat(welcome.exit()).as(welcome.out() + welcome.err()).isZero();
            assertThat(welcome.rows("strangers")).singleElement().asString().contains(" ok ");
            assertThat(welcome.rows("credentials")).singleElement().asString().contains(" ok ");
            assertThat(rejected.exit()).isEqualTo(1);
            assertThat(rejected.rows("credentials")).singleElement().asString().contains(" bad ");
            assertThat(welcome.out() + welcome.err() + rejected.out() + rejected.err())
                    .doesNotContain(SECRET);
        }
    }

    private Path folderWith(AuthenticatingStore store, Path password) throws IOException {
        Path config = Files.createDirectories(workspace.folder().resolve("config"));
        Files.writeString(config.resolve("application.properties"), """
                metagate.store.uri=%s
                metagate.store.user=gateway
                metagate.store.password-file=%s
                """.formatted(store.strangersUri(), password));
        return workspace.folder();
    }

    private static String password(Map<String, String> told) {
        String uri = told.getOrDefault("METAGATE_STORE_URI", "");
        return uri.contains("@") ? uri.replaceFirst(".*://[^:]*:([^@]*)@.*", "$1") : "no password at all";
    }
}
