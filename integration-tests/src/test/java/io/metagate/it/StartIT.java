package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.gateway.GatewayEnvironment;
import io.metagate.demo.gateway.GatewayKeys;
import io.metagate.demo.gateway.GatewayProcess;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.store.AuthenticatingStore;
import io.metagate.demo.store.DocumentStore;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.fixture.Workspace;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway that could not protect the records does not start, and says why, a line for each reason. */
class StartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "sesame4711";

    private final Workspace workspace = Workspace.fresh("start");
    private final AuditServer audit = AuditServer.shared();

    @Test
    void refusesBrokenPoliciesWithEveryPlace() throws Exception {
        Path policies = workspace.policies();
        Files.writeString(
                policies.resolve("analyst.yaml"),
                Files.readString(policies.resolve("analyst.yaml"))
                        .replace("read: pseudonym", "reed: pseudonym")
                        .replace("[capacity-planning]", "[capacity-planing]"));
        Files.writeString(
                policies.resolve("purposes.yaml"),
                Files.readString(policies.resolve("purposes.yaml"))
                        .replace(
                                "kind: Purpose\nmetadata: {name: billing}", "kind: Purpos\nmetadata: {name: billing}"));
        Files.writeString(policies.resolve("zz.yaml"), "apiVersion: metagate.io/v1\nkind: [\n");
        String said = refusal(sound());
        assertThat(said)
                .containsPattern("analyst\\.yaml:9:\\d+: ")
                .containsPattern("analyst\\.yaml:13:\\d+: ")
                .containsPattern("purposes\\.yaml:8:\\d+: ")
                .containsPattern("zz\\.yaml:\\d+:\\d+: ");
    }

    @Test
    void refusesAFolderWithoutPolicies() throws Exception {
        assertThat(refusal(sound().policies(workspace.folder().resolve("nothing"))))
                .contains("metagate.policy.bundle");
    }

    @Test
    void refusesToStartWithoutItsServersAndNamesEach() throws Exception {
        String said = refusal(sound().audit("jdbc:postgresql://127.0.0.1:" + LoopbackPort.free() + "/x", "u", SECRET)
                .store("mongodb://user:" + SECRET + "@127.0.0.1:" + LoopbackPort.free() + "/?authSource=admin")
                .issuer(URI.create("http://127.0.0.1:" + LoopbackPort.free() + "/realm")));
        assertThat(said)
                .containsOnlyOnce("metagate.audit.url: ")
                .containsOnlyOnce("metagate.store.uri: ")
                .containsOnlyOnce("metagate.oidc.issuer: ");
    }

    @Test
    void refusesAStoreThatAnswersStrangers() throws Exception {
        try (DocumentStore store = DocumentStore.inMemory(LoopbackPort.free())) {
            assertThat(refusal(sound().store(store.uri()))).contains("metagate.store.uri: ", "without credentials");
            String withCredentials = store.uri().replace("://", "://user:" + SECRET + "@");
            refusal(sound().store(withCredentials));
        }
    }

    @Test
    void refusesAStoreThatDoesNotKnowIt() throws Exception {
        try (AuthenticatingStore store = AuthenticatingStore.start(LoopbackPort.free(), "gateway", "right")) {
            assertThat(refusal(sound().store(store.uri().replace("right", SECRET))))
                    .contains("metagate.store.uri: ", "does not take the user's credentials")
                    .doesNotContain("does not answer");
        }
    }

    @Test
    void saysThatTheAuditDatabaseDoesNotTakeThePassword() throws Exception {
        assertThat(refusal(sound().audit(audit.url(), audit.user(), SECRET)).lines())
                .singleElement()
                .asString()
                .startsWith("metagate.audit.password: PostgreSQL at ")
                .endsWith(" does not take the password of this role, or does not know the role");
        assertThat(refusal(sound().audit(audit.url() + "-none", audit.user(), audit.password())))
                .contains("metagate.audit.user: PostgreSQL at ", "does not let this role in: ");
    }

    @Test
    void namesEveryMissingKey() throws Exception {
        GatewayEnvironment bare = GatewayEnvironment.on(LoopbackPort.free(), LoopbackPort.free());
        assertThat(refusal(bare).lines())
                .containsExactly(
                        "metagate.audit.url: must be set",
                        "metagate.audit.user: must be set",
                        "metagate.keys.file: must be set",
                        "metagate.oidc.audience: must be set",
                        "metagate.oidc.issuer: must be set",
                        "metagate.policy.bundle: must be set",
                        "metagate.store.uri: must be set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "METAGATE_OIDC_AUDIENCE|' '|metagate.oidc.audience",
                "METAGATE_OIDC_AUDIENCE|' metagate'|metagate.oidc.audience",
                "METAGATE_OIDC_AUDIENCE|${metagate.nothing:metagate}|metagate.oidc.audience",
                "METAGATE_OIDC_ISSUER|any|metagate.oidc.issuer",
                "METAGATE_OIDC_ISSUER|${metagate.nothing:http://127.0.0.1:1}|metagate.oidc.issuer",
                "METAGATE_OIDC_ROLES_CLAIM|roles,|metagate.oidc.roles-claim",
                "METAGATE_OIDC_ROLES_CLAIM|${metagate.nothing:roles}|metagate.oidc.roles-claim",
                "METAGATE_OIDC_KEYS_REFRESH_INTERVAL|PT0S|metagate.oidc.keys-refresh-interval"
            })
    void refusesSettingsOfTheIssuerThatAreNotMeantLiterally(String variable, String value, String key) {
        assertThat(refusal(sound().with(variable, value))).contains(key + ": ");
    }

    @Test
    void refusesAnIssuerThatSaysThatItIsAnother() {
        URI other = URI.create(Issuers.shared().uri() + "/");
        assertThat(refusal(sound().issuer(other)))
                .contains("metagate.oidc.issuer: ", "its discovery document names another issuer");
    }

    @Test
    void refusesKeysThatAreNone() throws Exception {
        Path keys = Files.writeString(workspace.folder().resolve("bad-keys"), "1:" + SECRET + "\n");
        assertThat(refusal(sound().keys(keys))).contains("metagate.keys.file");
    }

    @Test
    void startsBeforeAStoreThatRefusesStrangers() {
        try (AuthenticatingStore store = AuthenticatingStore.start(LoopbackPort.free(), "gateway", SECRET);
                GatewayProcess gateway = GatewayFixture.launch(workspace, sound().store(store.uri()), "sound.log")) {
            assertThat(gateway.awaitReady(PATIENCE)).as(gateway.log()).isTrue();
            assertThat(gateway.log()).doesNotContain(SECRET, audit.password());
        }
    }

    @Test
    void startsBeforeAnOpenStoreOnLoopbackOnlyWhenToldSoAndSaysItLoudly() {
        try (DocumentStore store = DocumentStore.inMemory(LoopbackPort.free());
                GatewayProcess gateway = GatewayFixture.launch(
                        workspace, sound().store(store.uri()).allowingOpenStore(), "open.log")) {
            assertThat(gateway.awaitReady(PATIENCE)).as(gateway.log()).isTrue();
            assertThat(gateway.log()).containsPattern("WARN .*answers anyone");
        }
    }

    private GatewayEnvironment sound() {
        return GatewayEnvironment.on(LoopbackPort.free(), LoopbackPort.free())
                .store(SampleStore.shared().uri())
                .audit(audit.url(), audit.user(), audit.password())
                .issuer(Issuers.shared().uri())
                .policies(workspace.policies())
                .keys(GatewayKeys.in(workspace.gatewayKeys()));
    }

    /** Requires that a gateway with this environment ends by itself, and gives what it says. */
    private String refusal(GatewayEnvironment environment) {
        String log = "refused-" + System.nanoTime() + ".log";
        try (GatewayProcess gateway = GatewayFixture.launch(workspace, environment, log)) {
            assertThat(gateway.awaitExit(PATIENCE).orElse(0)).as(gateway.log()).isNotZero();
            assertThat(environment.http().isFree()).isTrue();
            assertThat(gateway.log()).doesNotContain(SECRET, audit.password()).doesNotContain("\tat ", "Listening on");
            return gateway.log();
        }
    }
}
