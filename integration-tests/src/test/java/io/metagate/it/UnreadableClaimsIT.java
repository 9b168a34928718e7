package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.SideEffects;
import io.metagate.it.fixture.Workspace;
import io.metagate.it.tokens.ForgedTokens;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A claim that is there in a form that no policy can read is not one that is missing: what depends on it is closed
 * (P6).
 */
class UnreadableClaimsIT {

    private static final String RESTRICTS = """
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: no-contractors}
            spec:
              effect: restrict
              collections: ["*"]
              actions: [read]
              when: has(principal.claims.contractor)
              deny: true
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: not-of-tenant-seven}
            spec:
              effect: restrict
              principals: {claims: {tenant: [7]}}
              collections: ["*"]
              actions: [read]
              deny: true
            """;

    /** Forms that no policy can read, each put under a name. */
    private static final Map<String, BiConsumer<ObjectNode, String>> UNREADABLE = new LinkedHashMap<>();

    static {
        UNREADABLE.put("object", (claims, name) -> claims.putObject(name).put("id", 1));
        UNREADABLE.put("empty object", ObjectNode::putObject);
        UNREADABLE.put("null", ObjectNode::putNull);
        UNREADABLE.put("[null]", (claims, name) -> claims.putArray(name).addNull());
        UNREADABLE.put("[[]]", (claims, name) -> claims.putArray(name).addArray());
        UNREADABLE.put("beyond 64 bits", (claims, name) -> claims.put(name, BigInteger.TWO.pow(64)));
        UNREADABLE.put(
                "below 64 bits",
                (claims, name) -> claims.put(name, BigInteger.TWO.pow(64).negate()));
    }

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() throws IOException {
        Workspace workspace = Workspace.fresh("unreadable-claims");
        Path policies = workspace.policies();
        Files.writeString(policies.resolve("restricts.yaml"), RESTRICTS);
        Path permits = policies.resolve("support-agent.yaml");
        Files.writeString(
                permits,
                Files.readString(permits)
                        .replaceFirst(
                                "(?m)^  actions: \\[read, search]$",
                                "$0\n  when: \"!has(principal.claims.suspended)\""));
        gateway = GatewayFixture.start(workspace, AuditServer.shared(), told -> told);
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void closesWhatDependsOnAClaimThatNobodyCanRead() throws Exception {
        assertThat(read(claims -> {}).status()).isEqualTo(200);
        assertThat(read(claims -> claims.put("tenant", 8)).status()).isEqualTo(200);
        for (String name : new String[] {"contractor", "tenant", "suspended"}) {
            for (Map.Entry<String, BiConsumer<ObjectNode, String>> form : UNREADABLE.entrySet()) {
                SideEffects watch = SideEffects.over(gateway);
                ApiResponse reply = read(claims -> form.getValue().accept(claims, name));
                assertThat(reply.status()).as("%s: %s", name, form.getKey()).isEqualTo(403);
                Problems.require(reply, watch, 403, "access.denied");
                watch.storeWasNotAsked();
            }
        }
    }

    @Test
    void closesOnClaimsThatCanBeRead() {
        assertThat(read(claims -> claims.put("contractor", "acme")).status()).isEqualTo(403);
        assertThat(read(claims -> claims.put("suspended", false)).status()).isEqualTo(403);
        assertThat(read(claims -> claims.put("tenant", 7)).status()).isEqualTo(403);
        assertThat(read(claims -> claims.put("tenant", 7.0)).status()).isEqualTo(403);
        assertThat(read(claims -> claims.putArray("tenant").add(1).add(7)).status())
                .isEqualTo(403);
    }

    private static ApiResponse read(Consumer<ObjectNode> change) {
        String token = ForgedTokens.saying(
                Issuers.token(Persona.SUPPORT_AGENT), Issuers.key().key(), change);
        return gateway.caller(token)
                .with("Metagate-Purpose", "customer-support")
                .read("accounts", "acc-1");
    }
}
