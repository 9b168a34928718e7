package io.metagate.it.bed;

import java.util.ArrayDeque;
import java.util.Deque;

/** Stops servers when the tests end, however they end: the last that was started first. */
final class LastWill {

    private static final Deque<AutoCloseable> SERVERS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LastWill::carryOut, "stop-servers"));
    }

    private LastWill() {}

    static synchronized <T extends AutoCloseable> T stop(T server) {
        SERVERS.push(server);
        return server;
    }

    private static synchronized void carryOut() {
        while (!SERVERS.isEmpty()) {
            try {
                SERVERS.pop().close();
            } catch (Exception e) {
                System.err.println("a server did not stop: " + e.getMessage());
            }
        }
    }
}
