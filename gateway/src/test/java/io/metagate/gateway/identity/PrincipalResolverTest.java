package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalResolverTest {

    private final PrincipalResolver resolver = new PrincipalResolver();

    @Test
    void readsWhoAsksOutOfTheToken() {
        Principal principal = resolver.resolve(Tokens.verified("""
                {"iss":"https://issuer.example","sub":"alice","azp":"desk","client_id":"other","regions":["eu","us"],
                 "level":3,"share":0.5,"vip":true,"single":["eu"]}""", "reader"));

        assertThat(principal.issuer()).isEqualTo("https://issuer.example");
        assertThat(principal.subject()).isEqualTo("alice");
        assertThat(principal.client()).isEqualTo("desk");
        assertThat(principal.roles()).containsExactly("reader");
        assertThat(principal.claim("regions")).isEqualTo(List.of(new Value.Text("eu"), new Value.Text("us")));
        assertThat(principal.claim("level")).isEqualTo(List.of(new Value.Int(3)));
        assertThat(principal.claim("share")).isEqualTo(List.of(new Value.Real(0.5)));
        assertThat(principal.claim("vip")).isEqualTo(List.of(new Value.Bool(true)));
        assertThat(principal.claims())
                .containsEntry("level", Claim.of(new Value.Int(3)))
                .containsEntry("single", Claim.ofList(List.of(new Value.Text("eu"))));
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
                resolver.resolve(Tokens.verified("{\"iss\":\"i\",\"sub\":\"s\",\"suspended\":" + suspended + "}"));

        assertThat(principal.claims().get("suspended")).isNotNull().satisfies(claim -> assertThat(claim.readable())
                .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"a\":1}", "[\"eu\"]", "9223372036854775808", "1e999"})
    void keepsAnItemThatIsNoScalarAsANull(String item) {
        Principal principal =
                resolver.resolve(Tokens.verified("{\"iss\":\"i\",\"sub\":\"s\",\"excluded\":[\"eu\"," + item + "]}"));

        assertThat(principal.claims())
                .containsEntry("excluded", Claim.ofList(List.of(new Value.Text("eu"), new Value.Null())));
    }

    @Test
    void takesTheClientIdWhereThereIsNoAuthorizedParty() {
        assertThat(resolver.resolve(Tokens.verified("{\"iss\":\"i\",\"sub\":\"s\",\"client_id\":\"batch\"}"))
                        .client())
                .isEqualTo("batch");
        assertThat(resolver.resolve(Tokens.verified("{\"iss\":\"i\",\"sub\":\"s\"}"))
                        .client())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"iss\":\"i\"}",
                "{\"sub\":\"s\"}",
                "{\"iss\":\"i\",\"sub\":\"\"}",
                "{\"iss\":\"i\",\"sub\":\" \"}",
                "{\"iss\":\"i\",\"sub\":7}",
                "{\"iss\":\"i\",\"sub\":null}",
                "{\"iss\":\"i\",\"sub\":[\"s\"]}",
                "not json",
            })
    void knowsNobodyWithoutAnIssuerAndASubject(String claims) {
        assertNobody(Tokens.verified(claims));
    }

    @Test
    void knowsNobodyWhoComesWithoutAVerifiedToken() {
        assertNobody(QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        assertNobody(QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("admin"))
                .addRole("reader")
                .build());
        assertNobody(Tokens.identity("opaque", "reader"));
        assertNobody(Tokens.identity("a.b", "reader"));
        assertNobody(Tokens.identity("?.?.?", "reader"));
    }

    private void assertNobody(SecurityIdentity identity) {
        assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> resolver.resolve(identity));
    }
}
