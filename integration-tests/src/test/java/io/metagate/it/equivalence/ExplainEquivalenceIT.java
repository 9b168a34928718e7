package io.metagate.it.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.Command;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.Workspace;
import io.metagate.it.tokens.ForgedTokens;
import io.metagate.test.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the command explains of described claims is what the gateway explains of the same described claims, and of a
 * token that has them.
 */
class ExplainEquivalenceIT {

    private static final int FIELDS = 60;
    private static final int PRINCIPALS = 20;
    private static final JsonMapper JSON = new JsonMapper();
    private static final long SEED = Seeded.seed("ExplainEquivalenceIT");
    private static final RandomClaims RANDOM = new RandomClaims(new Random(SEED));

    private static Workspace workspace;
    private static Path policies;
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() throws IOException {
        workspace = Workspace.fresh("explain-equivalence");
        policies = workspace.policies();
        Files.writeString(policies.resolve("forms.yaml"), RANDOM.policies(FIELDS));
        gateway = GatewayFixture.start(workspace, AuditServer.shared(), told -> told);
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void explainsClaimsOfAllFormsAlike() throws Exception {
        Set<Set<String>> different = new HashSet<>();
        for (int n = 0; n < PRINCIPALS; n++) {
            Map<String, String> claims = RANDOM.claims();
            JsonNode told = told(claims);
            ObjectNode described = (ObjectNode) asked(Persona.AUDITOR, Map.of(), as(claims));
            described.remove("index");
            assertThat(described).as("claims %s", claims).isEqualTo(told);
            JsonNode own = asked(Persona.SUPPORT_AGENT, claims, "");
            assertThat(own.path("permitted")).as("token with %s", claims).isEqualTo(told.path("permitted"));
            assertThat(fields(own)).as("token with %s", claims).isEqualTo(fields(told));
            different.add(fields(own));
        }
        assertThat(different).as("policies tell principals apart").hasSizeGreaterThan(PRINCIPALS / 2);
    }

    private static JsonNode told(Map<String, String> claims) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("policy", "explain", policies.toString()));
        arguments.addAll(List.of("--purpose", "customer-support", "--action", "read", "--collection", "forms"));
        arguments.addAll(List.of("--as-roles", "support-agent", "-o", "json"));
        claims.forEach((name, json) -> arguments.addAll(List.of("--as-claims", name + "=" + json)));
        Command command = Command.run(workspace.folder(), Map.of(), arguments.toArray(String[]::new));
        assertThat(command.exit()).as(command.err()).isLessThan(2);
        return JSON.readTree(command.out());
    }

    private static String as(Map<String, String> claims) {
        return claims.entrySet().stream()
                .map(claim -> "\"" + claim.getKey() + "\": " + claim.getValue())
                .collect(Collectors.joining(
                        ", ", ", \"as\": {\"roles\": [\"support-agent\"], \"client\": \"cli\", \"claims\": {", "}}"));
    }

    private static JsonNode asked(Persona persona, Map<String, String> claims, String as) {
        String token = ForgedTokens.saying(
                Issuers.token(persona),
                Issuers.key().key(),
                all -> claims.forEach((name, json) -> all.putRawValue(name, new RawValue(json))));
        ApiClient caller = gateway.caller(token)
                .with("Metagate-Purpose", "customer-support")
                .with("Content-Type", "application/json");
        ApiResponse reply = caller.send(
                "POST", "/v1/decisions/explain", "{\"collection\": \"forms\", \"action\": \"read\"" + as + "}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    /** What leaves in any form. */
    private static Set<String> fields(JsonNode explanation) {
        return explanation
                .path("fields")
                .valueStream()
                .filter(field -> !field.path("read").asText().equals("remove"))
                .map(field -> field.path("path").asText())
                .collect(Collectors.toSet());
    }
}
