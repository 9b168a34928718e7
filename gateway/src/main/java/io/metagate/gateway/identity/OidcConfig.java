package io.metagate.gateway.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Whose tokens are accepted. */
@ConfigMapping(prefix = "metagate.oidc")
public interface OidcConfig {

    /** The OIDC issuer, whose discovery document is at {@code /.well-known/openid-configuration} below it. Must be what tokens have as {@code iss}. */
    URI issuer();

    /** What tokens for this gateway have in {@code aud}. A token without it is refused. */
    String audience();

    /** The longest time between {@code iat} and {@code exp} of a token that is accepted. */
    @WithDefault("PT1H")
    Duration maxTokenLifetime();

    /** The paths of the claims that hold a principal's roles, with slashes between the levels, such as {@code realm_access/roles}; joined by commas. */
    @WithDefault("roles,realm_access/roles")
    String rolesClaim();

    /** For how long a verified token counts as verified, at most until it expires; zero to verify it with every request. */
    @WithDefault("PT1M")
    Duration verifiedFor();
}
