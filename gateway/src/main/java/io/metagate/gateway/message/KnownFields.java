package io.metagate.gateway.message;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The fields of a request that somebody reads. Others, such as cookies, mean nothing here, and nobody is to stumble
 * over what stands in them.
 */
public final class KnownFields {

    private static final Set<String> READ = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "host",
            "idempotency-key",
            "if-match",
            "if-none-match",
            "if-unmodified-since",
            "metagate-elevation",
            "metagate-purpose",
            "metagate-reason",
            "traceparent",
            "transfer-encoding");

    private KnownFields() {}

    /** Takes all others out. */
    public static void keepIn(MultiMap fields) {
        List.copyOf(fields.names()).stream()
                .filter(name -> !READ.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(fields::remove);
    }
}
