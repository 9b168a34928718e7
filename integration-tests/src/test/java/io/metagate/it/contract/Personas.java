package io.metagate.it.contract;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.fixture.GatewayFixture;
import java.util.Map;

/** Who sends the examples. */
final class Personas {

    private Personas() {}

    /** Somebody who has the purpose that the example states; an auditor, if it states none. */
    static ApiClient of(GatewayFixture gateway, ApiOperation endpoint) {
        Map<String, String> headers = endpoint.headers();
        ApiClient caller = gateway.caller(
                switch (headers.getOrDefault("Metagate-Purpose", "")) {
                    case "" -> Persona.AUDITOR;
                    case "restore" -> Persona.RESTORE_SERVICE;
                    case "billing" -> Persona.BILLING_SERVICE;
                    case "capacity-planning" -> Persona.ANALYST;
                    default -> Persona.SUPPORT_AGENT;
                });
        for (Map.Entry<String, String> header : headers.entrySet()) {
            caller = caller.with(header.getKey(), header.getValue());
        }
        return caller;
    }
}
