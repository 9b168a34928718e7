package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenRulesTest {

    private static final String WHO = "'iss':'https://issuer.example','sub':'somebody'";
    private static final String TIMES = WHO + ",'iat':1000,'exp':4600";
    private static final Clock AT_1000 = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);

    private final AccessTokenRules rules = new AccessTokenRules(new Hour(), AT_1000);

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'typ':'JWT'}", "{'typ':'at+jwt'}", "{'typ':'AT+JWT'}", "{'typ':'application/at+jwt'}"})
    void takesAccessTokens(String header) {
        SecurityIdentity identity = token(header, "{" + TIMES + "}");

        assertThat(augmented(identity)).isSameAs(identity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'typ':'logout+jwt'}", "{'typ':'dpop+jwt'}", "{'typ':'entity-statement+jwt'}", "{'typ':''}"})
    void refusesTokensOfAnotherType(String header) {
        assertRefused(token(header, "{" + TIMES + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'typ':'ID',TIMES}",
                "{'typ':'Refresh',TIMES}",
                "{'typ':'Offline',TIMES}",
                "{'at_hash':'x',TIMES}",
                "{'c_hash':'x',TIMES}",
            })
    void refusesTokensThatAreForSomethingElse(String claims) {
        assertRefused(token("{}", claims.replace("TIMES", TIMES)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{WHO}",
                "{WHO,'iat':1000}",
                "{WHO,'exp':1000}",
                "{WHO,'iat':1000,'exp':4601}",
                "{WHO,'iat':1000,'exp':999}",
                "{WHO,'iat':'1000','exp':'1001'}",
            })
    void refusesTokensThatLiveTooLongOrDoNotSay(String claims) {
        assertRefused(token("{}", claims.replace("WHO", WHO)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'sub':'somebody',T}", "{'iss':'https://issuer.example',T}", "{'iss':' ','sub':'x',T}"})
    void refusesTokensOfNobody(String claims) {
        assertRefused(token("{}", claims.replace("T}", "'iat':1000,'exp':4600}")));
    }

    @Test
    void takesTokensOfAClockThatIsALittleAheadAndRefusesTokensOfTheFuture() {
        SecurityIdentity ahead = token("{}", "{" + WHO + ",'iat':1030,'exp':1060}");

        assertThat(augmented(ahead)).isSameAs(ahead);
        assertRefused(token("{}", "{" + WHO + ",'iat':1031,'exp':1060}"));
    }

    @Test
    void refusesWhatIsNoJwt() {
        assertRefused(Tokens.identity("opaque"));
    }

    @Test
    void leavesThoseAloneWhoSentNoToken() {
        SecurityIdentity nobody =
                QuarkusSecurityIdentity.builder().setAnonymous(true).build();

        assertThat(augmented(nobody)).isSameAs(nobody);
    }

    private void assertRefused(SecurityIdentity identity) {
        assertThatExceptionOfType(AuthenticationFailedException.class).isThrownBy(() -> augmented(identity));
    }

    private SecurityIdentity augmented(SecurityIdentity identity) {
        return rules.augment(identity, new Unasked()).await().atMost(Duration.ofSeconds(5));
    }

    private static SecurityIdentity token(String header, String claims) {
        return Tokens.signed(header.replace('\'', '"'), claims.replace('\'', '"'));
    }

    private static final class Unasked implements AuthenticationRequestContext {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> function) {
            throw new AssertionError("nothing to wait for");
        }
    }

    private record Hour() implements OidcConfig {
        @Override
        public URI issuer() {
            return URI.create("https://issuer.example");
        }

        @Override
        public String audience() {
            return "metagate";
        }

        @Override
        public Duration maxTokenLifetime() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration verifiedFor() {
            return Duration.ZERO;
        }

        @Override
        public String rolesClaim() {
            return "roles";
        }
    }
}
