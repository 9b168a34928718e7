package io.metagate.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the gateway. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Runs until it is told to end. */
    public static void main(String... arguments) {
        // Asked for once, by whoever opens the first connection: only here is early enough. See
        // connection.ConnectionGuards.
        System.setProperty("io.netty.bootstrap.extensions", "serviceload");
        // Else the server answers targets that are no URIs by itself, unrecorded. See message.RequestTarget.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
