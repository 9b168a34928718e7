package io.metagate.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequirementsTest {

    @Test
    void takesWhatIsUsual() {
        assertThat(TokenVerifier.problems(OidcSettings.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example",
                "https://issuer.example/",
                "http://localhost:8081/realms/metagate",
                "https://login.example/0f1e2d/v2.0"
            })
    void takesIssuersAsTheyStand(String issuer) {
        assertThat(TokenRequirements.of(OidcSettings.of("issuer", issuer)).issuer())
                .isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "metagate,account", "api://metagate", "\"metagate\"", "meta gate", "*", "a|b"})
    void takesAudiencesAsTheyStand(String audience) {
        assertThat(TokenRequirements.of(OidcSettings.of("audience", audience)).audience())
                .isEqualTo(audience);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "issuer|any",
                "issuer|issuer.example",
                "issuer|ftp://issuer.example",
                "issuer|https://",
                "issuer|https:///realm",
                "issuer|https://a.example,https://b.example",
                "issuer|https://issuer.example?x=1",
                "issuer|https://issuer.example#x",
                "issuer|https://user@issuer.example",
                "issuer| https://issuer.example",
                "issuer|https://issuer.example ",
                "audience|' '",
                "audience| metagate",
                "audience|metagate ",
                "audience|meta\tgate",
                "audience|metagate\u202e",
                "max-token-lifetime|PT0S",
                "max-token-lifetime|PT-1S",
                "roles-claim|a,,b",
                "roles-claim| roles",
                "token-cache-ttl|PT-1S",
                "keys-refresh-interval|PT0S",
                "keys-refresh-interval|PT0.5S",
                "keys-refresh-interval|P2D"
            })
    void refusesWhatCannotBeMeant(String key, String value) {
        OidcConfig config = OidcSettings.of(key, value);
        assertThat(TokenVerifier.problems(config)).singleElement().asString().startsWith("metagate.oidc." + key + ": ");
        assertThatIllegalArgumentException().isThrownBy(() -> TokenRequirements.of(config));
    }
}
