package io.metagate.it.contract;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.bed.Bed;
import io.metagate.it.client.Caller;
import java.util.Map;

/** Who sends the examples. */
final class Personas {

    private Personas() {}

    /** Somebody who has the purpose that the example states; an auditor, if it states none. */
    static Caller of(Bed bed, Endpoint endpoint) {
        Map<String, String> headers = endpoint.headers();
        Caller caller = bed.caller(
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
