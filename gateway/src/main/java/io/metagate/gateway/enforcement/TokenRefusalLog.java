package io.metagate.gateway.enforcement;

import io.metagate.oidc.TokenRefusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Tells operators why tokens are not accepted: each is counted, and one a minute of each class is in the log. Nothing
 * of a token is told (P7).
 */
@ApplicationScoped
public class TokenRefusalLog {

    private static final Logger LOG = Logger.getLogger(TokenRefusalLog.class);
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final MeterRegistry registry;
    private final LongSupplier nanos;
    private final Map<TokenRefusal, Long> told = new EnumMap<>(TokenRefusal.class);

    @Inject
    public TokenRefusalLog(MeterRegistry registry) {
        this(registry, System::nanoTime);
    }

    TokenRefusalLog(MeterRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
    }

    void note(UUID auditId, TokenRefusal why) {
        registry.counter("metagate.token.refusals", "reason", why.wireName()).increment();
        // Who sends none is no operator's mistake.
        if (why != TokenRefusal.NO_TOKEN && isDue(why)) {
            LOG.warnv("audit {0}: token not accepted: {1}. {2}", auditId, why.wireName(), why.advice());
        }
    }

    private synchronized boolean isDue(TokenRefusal why) {
        long now = nanos.getAsLong();
        Long last = told.get(why);
        if (last != null && now - last < INTERVAL_NANOS) {
            return false;
        }
        told.put(why, now);
        return true;
    }
}
