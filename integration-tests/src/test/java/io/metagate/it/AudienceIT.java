package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configured audience is one text, whatever words and commas are in it. */
class AudienceIT {

    @ParameterizedTest
    @ValueSource(strings = {"any", "metagate,account"})
    void takesTheAudienceLiterally(String audience) {
        try (GatewayFixture gateway = GatewayFixture.start(
                Workspace.fresh("audience"), AuditServer.shared(), told -> told.with("METAGATE_OIDC_AUDIENCE", audience)
                        .with("METAGATE_OIDC_ROLES_CLAIM", "\"https://acme.example/roles\""))) {
            gateway.awaitReady();
            assertThat(status(gateway, "metagate")).isEqualTo(401);
            assertThat(status(gateway, "account")).isEqualTo(401);
            assertThat(status(gateway, "whatever")).isEqualTo(401);
            assertThat(status(gateway, audience)).isEqualTo(200);
        }
    }

    private static int status(GatewayFixture gateway, String audience) {
        String token = Issuers.shared()
                .sign(
                        "agent",
                        audience,
                        Map.of(
                                "client_id",
                                "support-agent",
                                "https://acme.example/roles",
                                List.of("support-agent"),
                                "regions",
                                List.of("eu"),
                                "acr",
                                "mfa"),
                        Duration.ofMinutes(10));
        return gateway.caller(token)
                .with("Metagate-Purpose", "customer-support")
                .read("accounts", "acc-1")
                .status();
    }
}
