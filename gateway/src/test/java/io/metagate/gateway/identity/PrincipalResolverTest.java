package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalResolverTest {

    private final PrincipalResolver resolver = new PrincipalResolver();

    @Test
    void readsWhoAsksOutOfTheToken() {
        Principal principal = resolver.resolve(VerifiedTokens.verified("""
                {"iss":"https://issuer.example","sub":"alice","azp":"desk","client_id":"other","regions":["eu","us"],
                 "level":3,"share":0.5,"vip":true,"single":["eu"]}""", "reader"));

        assertThat(principal.issuer()).isEqualTo("https://issuer.example");
        assertThat(principal.subject()).isEqualTo("alice");
        assertThat(principal.client()).isEqualTo("desk");
        assertThat(principal.roles()).containsExactly("reader");
        assertThat(principal.claim("regions"))
                .isEqualTo(List.of(new ScalarValue.Text("eu"), new ScalarValue.Text("us")));
        assertThat(principal.claim("level")).isEqualTo(List.of(new ScalarValue.Int(3)));
        assertThat(principal.claim("share")).isEqualTo(List.of(new ScalarValue.Real(0.5)));
        assertThat(principal.claim("vip")).isEqualTo(List.of(new ScalarValue.Bool(true)));
        assertThat(principal.claims())
                .containsEntry("level", Claim.of(new ScalarValue.Int(3)))
                .containsEntry("single", Claim.ofList(List.of(new ScalarValue.Text("eu"))));
        assertThat(principal.claims()).doesNotContainKey("absent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"a\":1}",
                "{}",
                "9223372036854775808",
                "-9223372036854775809",
                "1e999",
                "[null]",
                "[[]]"
            })
    void keepsWhatNoPolicyCanReadApartFromWhatIsMissing(String suspended) {
        Principal principal =
                resolver.resolve(VerifiedTokens.verified("{\"sub\":\"s\",\"suspended\":" + suspended + "}"));

        assertThat(principal.claims().get("suspended")).isNotNull().satisfies(claim -> assertThat(claim.readable())
                .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"a\":1}", "[\"eu\"]", "9223372036854775808", "1e999"})
    void keepsAnItemThatIsNoScalarAsANull(String item) {
        Principal principal =
                resolver.resolve(VerifiedTokens.verified("{\"sub\":\"s\",\"excluded\":[\"eu\"," + item + "]}"));

        assertThat(principal.claims())
                .containsEntry("excluded", Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Null())));
    }

    @Test
    void takesTheClientIdWhereThereIsNoAuthorizedParty() {
        assertThat(resolver.resolve(VerifiedTokens.verified("{\"sub\":\"s\",\"client_id\":\"batch\"}"))
                        .client())
                .isEqualTo("batch");
        assertThat(resolver.resolve(VerifiedTokens.verified("{\"sub\":\"s\"}")).client())
                .isEmpty();
    }

    @Test
    void knowsNobodyWhoComesWithoutAVerifiedToken() {
        assertNobody(QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        assertNobody(QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("admin"))
                .addRole("reader")
                .build());
    }

    @Test
    void tellsWhenThePrincipalsTokenExpiresWhateverNumberItIs() {
        assertThat(expiry(new ScalarValue.Int(4_600))).isEqualTo(Instant.ofEpochSecond(4_600));
        assertThat(expiry(new ScalarValue.Real(4_600.9))).isEqualTo(Instant.ofEpochSecond(4_600));
        assertThat(expiry(new ScalarValue.Int(Long.MAX_VALUE))).isAfter(Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(expiry(new ScalarValue.Int(Long.MIN_VALUE))).isBefore(Instant.EPOCH);
        assertThat(expiry(new ScalarValue.Real(1e300))).isAfter(Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(expiry(new ScalarValue.Text("4600"))).isEqualTo(Instant.MIN);
    }

    private static Instant expiry(ScalarValue exp) {
        return PrincipalResolver.expiry(
                new Principal("https://issuer.example", "alice", "", Set.of(), Map.of("exp", Claim.of(exp))));
    }

    private void assertNobody(SecurityIdentity identity) {
        assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> resolver.resolve(identity));
    }
}
