package io.metagate.demo;

import io.metagate.demo.gateway.GatewayProcess;
import java.nio.file.Path;

/**
 * What to try when the demo is ready, to be pasted as it stands.
 *
 * @param url the root of the gateway's API
 * @param health where the gateway tells how it is
 * @param run how to call the demo's script for this demo
 * @param log what the gateway writes
 */
record DemoHints(String url, String health, String run, Path log) {

    private static final String TEXT = """

            Metagate is ready at @URL@
              API description   @URL@/openapi
              health, metrics   @HEALTH@/q/health, @HEALTH@/q/metrics
              gateway's log     @LOG@

            A support agent sees masked contact data of one account:
              TOKEN=$(@RUN@ token support-agent)
              curl -s -H "Authorization: Bearer $TOKEN" -H "Metagate-Purpose: customer-support" \\
                @URL@/v1/collections/accounts/records/acc-1

            The same agent finds an account by e-mail address:
              curl -s -H "Authorization: Bearer $TOKEN" -H "Metagate-Purpose: customer-support" \\
                -H "Content-Type: application/json" -d '{"filter": {"email": "jane.roe@acme.example"}}' \\
                @URL@/v1/collections/accounts/records/search

            An analyst sees no personal data at all:
              TOKEN=$(@RUN@ token analyst)
              curl -s -H "Authorization: Bearer $TOKEN" -H "Metagate-Purpose: capacity-planning" \\
                -H "Content-Type: application/json" -d '{"filter": {"region": "eu"}, "limit": 3}' \\
                @URL@/v1/collections/accounts/records/search

            The auditor sees who read what:
              TOKEN=$(@RUN@ token auditor)
              curl -s -H "Authorization: Bearer $TOKEN" @URL@/v1/audit/records

            Ctrl-C stops everything. The state stays for the next run.
            """;

    /** The hints for that gateway. */
    static DemoHints of(GatewayProcess gateway, DemoSettings settings, String home) {
        return new DemoHints(
                gateway.environment().url().toString(),
                "http://localhost:" + gateway.environment().management(),
                home.isBlank() ? "./run" : "METAGATE_HOME='" + settings.home() + "' ./run",
                settings.gatewayLog());
    }

    /** The text to print. */
    String text() {
        return TEXT.replace("@URL@", url)
                .replace("@HEALTH@", health)
                .replace("@RUN@", run)
                .replace("@LOG@", log.toString());
    }
}
