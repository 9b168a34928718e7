package io.metagate.gateway.connection.pipelining;

import io.micrometer.core.instrument.Metrics;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Counts what the HTTP server says to clients by itself, before there is a request that could be recorded: a status and
 * nothing else.
 */
final class UnauditedResponseMetrics {

    private static final String NAME = "metagate.http.unaudited";
    private static final String AUDIT_ID = "Metagate-Audit-Id";
    private static final int REFUSAL = 400;

    private UnauditedResponseMetrics() {}

    /** A refusal that is about to leave. */
    static void leaving(HttpResponse response) {
        int status = response.status().code();
        if (status >= REFUSAL && !response.headers().contains(AUDIT_ID)) {
            count(Integer.toString(status));
        }
    }

    /** A client that was hung up on. */
    static void hungUp(String why) {
        count(why);
    }

    private static void count(String answer) {
        Metrics.counter(NAME, "answer", answer).increment();
    }
}
