package io.metagate.policy.model.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitScopeTest {

    private static final LimitScope TENANT = new LimitScope.EachValue("tenant");
    private static final ScalarValue ACME = new ScalarValue.Text("acme");

    @Test
    void countsTogetherWhoHasTheSameValueOfAClaim() {
        assertThat(TENANT.key(principal("i", "jane", Claim.of(ACME))))
                .isEqualTo(TENANT.key(principal("i", "joe", Claim.of(ACME))))
                .isEqualTo(TENANT.key(principal("i", "jo", Claim.ofList(List.of(ACME)))))
                .isNotEqualTo(TENANT.key(principal("i", "jane", Claim.of(new ScalarValue.Text("other")))))
                .isNotEqualTo(TENANT.key(principal("other", "jane", Claim.of(ACME))));
    }

    @Test
    void countsByItselfWhoHasNotOneValueOfTheClaim() {
        Stream.of(
                        Claim.ofList(List.of()),
                        Claim.ofList(List.of(ACME, new ScalarValue.Text("other"))),
                        Claim.ofList(List.of(new ScalarValue.Null())),
                        Claim.of(new ScalarValue.Null()))
                .forEach(claim -> assertThat(TENANT.key(principal("i", "jane", claim)))
                        .isEqualTo(LimitScope.PRINCIPAL.key(principal("i", "jane", claim))));
        assertThat(TENANT.key(new Principal("i", "jane", "desk", Set.of(), Map.of())))
                .isEqualTo(LimitScope.PRINCIPAL.key(principal("i", "jane", Claim.of(ACME))));
    }

    @Test
    void takesNoSubjectForAValue() {
        assertThat(TENANT.key(principal("i", "acme", Claim.ofList(List.of()))))
                .isNotEqualTo(TENANT.key(principal("i", "jane", Claim.of(ACME))));
    }

    @Test
    void countsTogetherWhoComesThroughOneClient() {
        assertThat(LimitScope.CLIENT.key(through("desk", "i", "jane")))
                .isEqualTo(LimitScope.CLIENT.key(through("desk", "i", "joe")))
                .isNotEqualTo(LimitScope.CLIENT.key(through("other", "i", "jane")))
                .isNotEqualTo(LimitScope.CLIENT.key(through("desk", "other", "jane")));
    }

    @Test
    void countsByItselfWhoHasNoClient() {
        for (String none : List.of("", " ")) {
            assertThat(LimitScope.CLIENT.key(through(none, "i", "jane")))
                    .isEqualTo(LimitScope.CLIENT.key(through(none, "i", "jane")))
                    .isNotEqualTo(LimitScope.CLIENT.key(through(none, "i", "joe")))
                    .isNotEqualTo(LimitScope.CLIENT.key(through(none, "other", "jane")));
        }
    }

    @Test
    void takesNoSubjectForAClient() {
        assertThat(LimitScope.CLIENT.key(through("", "i", "desk")))
                .isNotEqualTo(LimitScope.CLIENT.key(through("desk", "i", "jane")));
    }

    private static Principal through(String client, String issuer, String subject) {
        return new Principal(issuer, subject, client, Set.of(), Map.of());
    }

    private static Principal principal(String issuer, String subject, Claim tenant) {
        return new Principal(issuer, subject, "desk", Set.of(), Map.of("tenant", tenant));
    }
}
