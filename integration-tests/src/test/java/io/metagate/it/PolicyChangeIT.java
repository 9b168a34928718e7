package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.Workspace;
import io.metagate.it.tokens.ForgedTokens;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The policies change while the gateway runs, and every answer is under the old ones or under the new ones (P9). */
class PolicyChangeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 64;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "support-agent.yaml";

    private static Workspace workspace;
    private static AuditServer audit;
    private static GatewayFixture gateway;
    private static String original;
    private static String revision;

    /** What one client was given, and when it had asked, in {@link System#nanoTime()}. */
    private record Given(long asked, String under, String body) {}

    @BeforeAll
    static void start() throws Exception {
        workspace = Workspace.fresh("policy-change");
        audit = AuditServer.own(workspace, LoopbackPort.free());
        gateway = GatewayFixture.start(workspace, audit, told -> told);
        gateway.awaitReady();
        original = Files.readString(workspace.policies().resolve(FILE));
        revision = read().header("metagate-policy-revision").orElseThrow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        audit.close();
    }

    @AfterEach
    void mend() throws Exception {
        Files.writeString(workspace.policies().resolve(FILE), original);
        ApiClient operator = new ApiClient(gateway.management());
        Eventually.holds(
                "the first policies are back",
                PATIENCE,
                () -> health(operator).contains("\"stale\": false")
                        && read().header("metagate-policy-revision").equals(Optional.of(revision)));
    }

    @Test
    void mixesNoRevisionsWhileManyReadAndThePoliciesChange() throws Exception {
        Queue<Given> given = new ConcurrentLinkedQueue<>();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        List<Thread> clients = clients(given, goesOn);
        Eventually.holds("they are reading", PATIENCE, () -> given.size() > CLIENTS);

        edit("keep: 4", "keep: 2");
        long written = System.nanoTime();
        Eventually.holds("the change counts", PATIENCE, () -> given.stream()
                .anyMatch(answer -> !answer.under().equals(revision)));
        int noticed = given.size();
        Eventually.holds("all have seen it", PATIENCE, () -> given.size() > noticed + 2 * CLIENTS);
        goesOn.set(false);
        for (Thread client : clients) {
            client.join();
        }

        assertThat(given).allSatisfy(answer -> assertThat(answer.body())
                .contains(answer.under().equals(revision) ? "\"phone\":\"***0123\"" : "\"phone\":\"***23\""));
        assertThat(given.stream().map(Given::under).distinct()).hasSize(2);
        long last = given.stream()
                .filter(answer -> answer.under().equals(revision))
                .mapToLong(Given::asked)
                .max()
                .orElseThrow();
        System.out.println("policies changed under " + CLIENTS + " readers: the last request under the old ones began "
                + Duration.ofNanos(last - written).toMillis() + " ms after the change was written, "
                + given.size() + " answers");
        assertThat(newest("released").leaf())
                .contains(read().header("metagate-policy-revision").orElseThrow());
        edit("keep: 2", "keep: 4");
        Eventually.holds("the first policies are back", PATIENCE, () -> read().header("metagate-policy-revision")
                .orElseThrow()
                .equals(revision));
    }

    @Test
    void keepsThePoliciesOfABrokenBundleAndSaysSoUntilItIsMended() throws Exception {
        edit("effect: permit", "effect: premit");
        ApiClient operator = new ApiClient(gateway.management());
        Eventually.holds(
                "the bundle is refused", PATIENCE, () -> health(operator).contains("\"stale\": true"));

        assertThat(operator.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(read().header("metagate-policy-revision")).hasValue(revision);
        assertThat(newest("failed").problem()).hasValue("policy.rejected");
        assertThat(operator.get("/q/metrics").body())
                .contains("metagate_policy_stale 1.0", "metagate_policy_changes_total{outcome=\"refused\"");
        assertThat(gateway.gateway().log())
                .containsPattern("support-agent\\.yaml:\\d+:\\d+: expected permit or restrict");
    }

    @Test
    void takesAwayWhatIsNotPermittedAnyMore() throws Exception {
        edit("mode: active", "mode: draft");
        Eventually.holds("the policy is withdrawn", PATIENCE, () -> read().status() == 403);

        edit("mode: draft", "mode: active");
        Eventually.holds("the policy is back", PATIENCE, () -> read().status() == 200);
    }

    /**
     * What ends a line, steers a terminal, or turns the direction of reading, and a line of the log that nobody wrote.
     */
    @Test
    void writesNoNameIntoItsLogAsAnythingButAName() throws Exception {
        String name = "\u001b[31mx\r\n2001-01-05T09:00:00.000Z ERROR forged\u202e\u2028\u0085\u0007\u200b";
        sendAsNames(name);
        Path file = Files.writeString(
                workspace.policies().resolve(name + ".yaml"),
                "apiVersion: metagate.io/v1\nkind: Purpose\nmetadata: {name: " + JSON.writeValueAsString(name) + "}\n");
        Eventually.holds("the bundle is refused", PATIENCE, () -> health(new ApiClient(gateway.management()))
                .contains("\"stale\": true"));
        String escaped = "\\u001b[31mx\\u000d\\u000a2001-01-05";
        Eventually.holds("it is told, which comes after", PATIENCE, () -> gateway.gateway()
                .log()
                .contains(escaped));
        Files.delete(file);

        String log = gateway.gateway().log();
        assertThat(log).doesNotContain("\n2001-01-05");
        assertThat(log.codePoints().filter(character -> character != '\n').filter(character -> List.of(
                                Character.CONTROL,
                                Character.FORMAT,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR)
                        .contains((byte) Character.getType(character))))
                .isEmpty();
    }

    private static void sendAsNames(String name) throws IOException {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        String quoted = JSON.writeValueAsString(name);
        for (boolean known : new boolean[] {true, false}) {
            ApiClient named = gateway.caller(ForgedTokens.naming(
                            name,
                            Issuers.token(Persona.SUPPORT_AGENT),
                            Issuers.key().key(),
                            known))
                    .with("Metagate-Purpose", "customer-support");
            named.read("accounts", "acc-1");
            named.get("/v1/collections/" + encoded + "/records/" + encoded);
            named.get("/" + encoded + "?" + encoded + "=" + encoded);
            named.get("/v1/collections/accounts/records/acc-1?" + encoded + "=" + encoded);
            for (String query : List.of(
                    "{\"filter\": {%s: %s}}",
                    "{\"filter\": {\"plan\": {%s: %s}}}",
                    "{\"fields\": [%s, %s]}",
                    "{\"sort\": [%s, %s]}",
                    "{%s: %s}",
                    "%s %s")) {
                named.search("accounts", query.formatted(quoted, quoted));
            }
        }
        gateway.caller(Persona.AUDITOR).get("/v1/audit/records?client=" + encoded + "&" + encoded + "=1");
        for (String header : List.of("Metagate-Purpose", "Metagate-Reason", "Authorization", "X-Request-Id")) {
            String line = header + ": " + RawExchange.wire(name.replaceAll("[\r\n]", ""));
            RawExchange.send(gateway.url(), RawExchange.request(List.of(line), "GET", "/v1/collections", ""));
        }
    }

    private static String health(ApiClient operator) {
        return operator.get("/q/health/ready").body();
    }

    private static ApiResponse read() {
        return gateway.caller(Persona.SUPPORT_AGENT).read("accounts", "acc-1");
    }

    private static AuditRow newest(String outcome) throws Exception {
        List<AuditRow> changes = audit.all().stream()
                .filter(row -> row.action().equals("policy.change"))
                .filter(row -> row.outcome().equals(outcome))
                .toList();
        return changes.get(changes.size() - 1);
    }

    private static List<Thread> clients(Queue<Given> given, AtomicBoolean goesOn) {
        List<Thread> clients = new ArrayList<>();
        ApiClient caller = gateway.caller(Persona.SUPPORT_AGENT);
        for (int n = 0; n < CLIENTS; n++) {
            Thread client = new Thread(() -> {
                while (goesOn.get()) {
                    long asked = System.nanoTime();
                    ApiResponse reply = caller.read("accounts", "acc-1");
                    given.add(new Given(
                            asked, reply.header("metagate-policy-revision").orElse(""), reply.body()));
                }
            });
            clients.add(client);
            client.start();
        }
        return clients;
    }

    private static void edit(String old, String replacement) throws IOException {
        Path file = workspace.policies().resolve(FILE);
        Files.writeString(file, Files.readString(file).replace(old, replacement));
    }
}
