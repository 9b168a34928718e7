package io.metagate.it.interference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.gateway.GatewayKeys;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.issuer.TokenIssuer;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.ScratchStore;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Concurrent;
import io.metagate.test.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two gateways before stores that differ in what is hidden answer alike, to the last byte, whatever they are asked
 * (P2).
 */
class InterferenceIT {

    private static final int SEQUENCES = 100;
    private static final int REQUESTS_EACH = 200;
    /**
     * How many sequences are under way at once, each of a principal of its own: what is left of a quota is compared.
     */
    private static final int CLIENTS = 2;

    private static final long SEED = Seeded.seed("InterferenceIT");
    private static final Pattern AUDIT_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern CURSOR = Pattern.compile("\"next\":\"([A-Za-z0-9_-]+)\"");
    private static final String POLICIES = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: customer-support}
            spec: {description: Answering a request., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: things}
            spec:
              store: {database: backup, collection: things}
              id: {type: string, class: public}
              dataSubject: {field: owner, class: account}
              fields:
                region:       {type: string, class: public}
                number:       {type: int,    class: public}
                date:         {type: date,   class: public}
                text:         {type: string, class: personal.name}
                owner:        {type: string, class: personal.username}
                secret:       {type: string, class: internal.secret}
                inner.secret: {type: string, class: internal.secret}
                parts.name:   {type: string, class: public}
                parts.cost:   {type: int,    class: internal.secret}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: region}
            spec:
              mode: active
              effect: permit
              principals: {roles: [support-agent]}
              purposes: [customer-support]
              collections: [things]
              actions: [read, search, count, export]
              scan: true
              minGroup: 2
              rows: {region: {$in: "${principal.claims.regions}"}}
              fields:
                - {class: public, read: clear, filter: [exact, range, exists], sort: true, group: true}
                - {path: text, read: {mask: last, keep: 1}, filter: [exact]}
                - {path: owner, read: token, filter: [exact]}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: keepers}
            spec:
              mode: active
              effect: permit
              principals: {roles: [support-agent]}
              purposes: [customer-support]
              collections: [things]
              actions: [create, update, delete]
              rows: {region: {$in: "${principal.claims.regions}"}}
              fields: [{class: public, read: clear, write: true}]
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: owners}
            spec:
              mode: active
              effect: permit
              principals: {roles: [support-agent]}
              purposes: [customer-support]
              collections: [things]
              actions: [reveal]
              fields: [{path: owner, read: clear}]
            ---
            apiVersion: metagate.io/v1
            kind: Limit
            metadata: {name: ample}
            spec:
              principals: {roles: [support-agent]}
              per: principal
              probes: [{quota: 1000000000, window: 1s}]
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: secrets}
            spec:
              mode: active
              effect: permit
              principals: {roles: [analyst]}
              purposes: [customer-support]
              collections: [things]
              actions: [search]
              rows: {region: eu}
              fields: [{path: secret, read: clear}]
            """;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static GatewayFixture first;
    private static GatewayFixture second;

    @BeforeAll
    static void start() {
        Workspace workspace = Workspace.fresh("interference-1");
        first = gateway(workspace, workspace, false);
        second = gateway(Workspace.fresh("interference-2"), workspace, true);
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
        second.close();
        for (AutoCloseable server : OPEN) {
            server.close();
        }
    }

    @Test
    void whatIsHiddenMakesNoDifferenceToAnyAnswer() {
        Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        List<String> differences =
                Concurrent.map(CLIENTS, SEQUENCES, sequence -> compare(SEED + 7L * sequence, statuses)).stream()
                        .flatMap(Optional::stream)
                        .toList();
        System.out.println("InterferenceIT " + new TreeMap<>(statuses));
        assertThat(differences).isEmpty();
        assertThat(statuses.values().stream().mapToInt(count -> count).sum()).isEqualTo(SEQUENCES * REQUESTS_EACH);
        assertThat(statuses.getOrDefault(200, 0))
                .as("answers that tell something")
                .isGreaterThan(SEQUENCES * 35);
        assertThat(statuses).containsKeys(304, 400, 403, 404, 409, 412, 428);
        assertThat(statuses).doesNotContainKeys(201, 204);
    }

    @Test
    void whatIsNotHiddenDoes() {
        assertThat(comparable(secrets(first))).isNotEqualTo(comparable(secrets(second)));
        assertThat(comparable(secrets(first))).isEqualTo(comparable(secrets(first)));
    }

    private static ApiResponse secrets(GatewayFixture gateway) {
        return gateway.caller(Persona.ANALYST)
                .with("Metagate-Purpose", "customer-support")
                .search("things", "{\"limit\": 1000}");
    }

    /** The first request of that sequence which the two answer differently, with the two answers. */
    private static Optional<String> compare(long seed, Map<Integer, Integer> statuses) {
        RandomRequests requests = new RandomRequests(seed);
        String token = token("agent-" + seed);
        Client one = new Client(first.caller(token));
        Client other = new Client(second.caller(token));
        for (int i = 0; i < REQUESTS_EACH; i++) {
            RandomRequests.Request request = requests.next();
            ApiResponse reply = one.send(request);
            ApiResponse twin = other.send(request);
            if (!comparable(reply).equals(comparable(twin))) {
                return Optional.of("number " + i + " of seed " + seed + ": " + request + "\n" + comparable(reply)
                        + "\n\n" + comparable(twin));
            }
            statuses.merge(reply.status(), 1, Integer::sum);
        }
        return Optional.empty();
    }

    private static String token(String subject) {
        Map<String, Object> claims = Map.of(
                "client_id",
                "support-agent",
                "roles",
                List.of("support-agent"),
                "regions",
                List.of("eu"),
                "acr",
                "mfa");
        return Issuers.shared().sign(subject, TokenIssuer.AUDIENCE, claims, Duration.ofMinutes(30));
    }

    /** All of an answer but ids and times; of a cursor, its length. */
    private static String comparable(ApiResponse reply) {
        Map<String, List<String>> headers = new TreeMap<>(reply.headers());
        headers.remove("date");
        String everything = reply.status() + "\n" + headers + "\n" + reply.body();
        return CURSOR.matcher(AUDIT_ID.matcher(everything).replaceAll("<audit id>"))
                .replaceAll(found -> "\"next\":<" + found.group(1).length() + ">");
    }

    private static GatewayFixture gateway(Workspace workspace, Workspace keys, boolean differing) {
        ScratchStore store = ScratchStore.start();
        OPEN.add(store);
        store.database().getCollection("things").insertMany(TwinThings.of(SEED, differing));
        Path policies = policies(workspace, store);
        return GatewayFixture.start(workspace, AuditServer.shared(), told -> told.store(store.uri())
                .allowingOpenStore()
                .policies(policies)
                .keys(GatewayKeys.in(keys.gatewayKeys())));
    }

    private static Path policies(Workspace workspace, ScratchStore store) {
        try {
            Path folder = Files.createDirectories(workspace.folder().resolve("twins"));
            Files.writeString(folder.resolve("policies.yaml"), store.policies(POLICIES));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody who asks one of the gateways, and goes on with its cursors. */
    private static final class Client {

        private final ApiClient caller;
        private String cursor = "null";
        private String etag = "\"first\"";

        Client(ApiClient caller) {
            this.caller = caller.with("Metagate-Purpose", "customer-support").with("Content-Type", "application/json");
        }

        ApiResponse send(RandomRequests.Request request) {
            String body = request.body().replace("CURSOR", cursor);
            ApiClient saying = caller;
            for (Map.Entry<String, String> header : request.headers().entrySet()) {
                saying = saying.with(header.getKey(), header.getValue().replace("ETAG", etag));
            }
            ApiResponse reply = saying.send(request.method(), request.path(), body);
            etag = reply.header("etag").orElse(etag);
            if (request.path().endsWith("/search") && reply.status() == 200) {
                JsonNode next = reply.json().path("next");
                cursor = next.isTextual() ? '"' + next.asText() + '"' : "null";
            }
            return reply;
        }
    }
}
