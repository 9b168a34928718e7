package io.metagate.gateway.identity;

import io.metagate.gateway.readiness.StartCheck;
import io.metagate.oidc.OidcConfig;
import io.metagate.oidc.TokenVerifier;
import io.metagate.oidc.keys.KeySet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Whether what is configured of the issuer means what it says, and whether the issuer gives its keys, so that tokens
 * can be verified.
 */
@ApplicationScoped
class IssuerStartCheck implements StartCheck {

    private static final long TIMEOUT_SECONDS = 10;

    /** What tokens are compared with: taken as it stands, or not at all. */
    private static final List<String> LITERAL =
            List.of("metagate.oidc.issuer", "metagate.oidc.audience", "metagate.oidc.roles-claim");

    private final OidcConfig config;
    private final Config written;
    private final IssuerKeys keys;

    IssuerStartCheck(OidcConfig config, Config written, IssuerKeys keys) {
        this.config = config;
        this.written = written;
        this.keys = keys;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(TokenVerifier.problems(config));
        LITERAL.forEach(key -> expression(key, written.getConfigValue(key)).ifPresent(problems::add));
        if (problems.isEmpty()) {
            unreachable().ifPresent(problems::add);
        }
        return problems;
    }

    /** An expression such as {@code ${NAME}} would be replaced, and is no part of any name that an issuer uses. */
    static Optional<String> expression(String key, ConfigValue value) {
        String raw = value.getRawValue();
        return raw == null || raw.equals(value.getValue())
                ? Optional.empty()
                : Optional.of(key + ": holds an expression (${...}): write out what it stands for");
    }

    private Optional<String> unreachable() {
        String named = "metagate.oidc.issuer: " + config.issuer() + ": ";
        try {
            KeySet read = keys.refresh().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return read.keys().isEmpty()
                    ? Optional.of(named + "it lists no key that tokens may be signed with")
                    : Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(named + IssuerKeys.clause(e));
        } catch (TimeoutException e) {
            return Optional.of(named + "it does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(named + "interrupted while asking it");
        }
    }
}
