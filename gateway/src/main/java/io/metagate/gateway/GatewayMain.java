package io.metagate.gateway;

import io.metagate.gateway.launch.SettingProblems;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;

/** Starts the gateway, unless a setting is missing or malformed: that is said first, one line for each. */
@QuarkusMain
public final class GatewayMain {

    private static final int REFUSED = 1;

    private GatewayMain() {}

    /** Runs until it is told to end. */
    public static void main(String... arguments) {
        // Asked for once, by whoever opens the first connection: only here is early enough. See
        // connection.ConnectionInitializer.
        System.setProperty("io.netty.bootstrap.extensions", "serviceload");
        // Else the server answers targets that are no URIs by itself, unrecorded. See message.RequestTarget.
        System.setProperty("vertx.disableURIValidation", "true");
        // A client has no reason to negotiate TLS anew, and each time costs the gateway more than it.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        List<String> problems = SettingProblems.of(ConfigUtils.configBuilder());
        if (problems.isEmpty()) {
            Quarkus.run(arguments);
        } else {
            problems.forEach(System.err::println);
            System.exit(REFUSED);
        }
    }
}
