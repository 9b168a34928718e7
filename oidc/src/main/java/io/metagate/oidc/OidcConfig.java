package io.metagate.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * Whose tokens are accepted. Texts are taken as they stand: no word and no comma means anything in them but where it is
 * said.
 */
@ConfigMapping(prefix = "metagate.oidc")
public interface OidcConfig {

    /**
     * The OIDC issuer, whose discovery document is at {@code /.well-known/openid-configuration} below it. Must be what
     * tokens have as {@code iss}, letter by letter.
     */
    String issuer();

    /** What tokens for this gateway have in {@code aud}. A token without it is refused. */
    String audience();

    /** The longest time between {@code iat} and {@code exp} of a token that is accepted. */
    @WithDefault("PT1H")
    Duration maxTokenLifetime();

    /**
     * The paths of the claims that hold a principal's roles, with slashes between the levels, such as
     * {@code realm_access/roles}; joined by commas. A name with slashes or commas in it stands in double quotes.
     */
    @WithDefault("roles,realm_access/roles")
    String rolesClaim();

    /** What stands between the roles in a claim that is one text; without it such a text is one role. */
    Optional<String> rolesSeparator();

    /**
     * For how long a verified token counts as verified, at most until it expires; zero to verify it with every request.
     */
    @WithDefault("PT1M")
    Duration tokenCacheTtl();

    /**
     * How old the issuer's keys may be before they are read again, from a second to a day; sooner if the issuer says so
     * ({@code max-age}).
     */
    @WithDefault("PT5M")
    Duration keysRefreshInterval();
}
