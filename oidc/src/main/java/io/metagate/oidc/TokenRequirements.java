package io.metagate.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a token.
 *
 * @param issuer what {@code iss} is
 * @param audience what {@code aud} is or holds
 * @param maxLifetime the longest time between {@code iat} and {@code exp}
 * @param roles where its roles stand
 */
record TokenRequirements(String issuer, String audience, Duration maxLifetime, RolesClaim roles) {

    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    /**
     * Those of a configuration that has no problems.
     *
     * @throws IllegalArgumentException if it has any
     */
    static TokenRequirements of(OidcConfig config) {
        List<String> problems = problems(config);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new TokenRequirements(
                config.issuer(),
                config.audience(),
                config.maxTokenLifetime(),
                RolesClaim.read(config.rolesClaim(), config.rolesSeparator()).orElseThrow());
    }

    /** A line for each key that is set to what it cannot be. */
    static List<String> problems(OidcConfig config) {
        List<String> problems = new ArrayList<>();
        if (!isIssuer(config.issuer())) {
            problems.add(
                    "metagate.oidc.issuer: not an http or https address with a host, and without query or fragment");
        }
        if (!isLiteral(config.audience())) {
            problems.add("metagate.oidc.audience: blank, or with blanks at its ends or control characters");
        }
        if (config.maxTokenLifetime().isNegative() || config.maxTokenLifetime().isZero()) {
            problems.add("metagate.oidc.max-token-lifetime: not a time that a token could live");
        }
        if (RolesClaim.read(config.rolesClaim(), Optional.empty()).isEmpty()) {
            problems.add(
                    "metagate.oidc.roles-claim: not names with / between them, and paths with commas between them");
        }
        if (config.tokenCacheTtl().isNegative()) {
            problems.add("metagate.oidc.token-cache-ttl: negative");
        }
        if (config.keysRefreshInterval().compareTo(SHORTEST_INTERVAL) < 0
                || config.keysRefreshInterval().compareTo(LONGEST_INTERVAL) > 0) {
            problems.add("metagate.oidc.keys-refresh-interval: not from a second to a day");
        }
        return problems;
    }

    private static boolean isIssuer(String issuer) {
        try {
            URI address = new URI(issuer);
            return isLiteral(issuer)
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isLiteral(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }
}
