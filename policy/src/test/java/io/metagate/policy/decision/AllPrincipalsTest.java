package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A star that stands alone is for all. */
class AllPrincipalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"*\"",
                "{roles: [\"*\"]}",
                "{clients: [\"*\"]}",
                "{claims: {tenant: [\"*\"]}}",
                "{claims: {tenant: \"*\"}}"
            })
    void restrictsAndLimitsEverybody(String principals) {
        PolicySet policies = BundleFixture.compiledText(BundleFixture.text(AllPrincipalsTest.class, "claims.yaml")
                + PERMIT.replace("COLLECTIONS", "[accounts]")
                + """

                ---
                apiVersion: metagate.io/v1
                kind: Policy
                metadata: {name: cap}
                spec:
                  effect: restrict
                  principals: WHOM
                  collections: ["*"]
                  actions: [search]
                  deny: true
                ---
                apiVersion: metagate.io/v1
                kind: Limit
                metadata: {name: limit}
                spec:
                  principals: WHOM
                  per: client
                  requests: [{quota: 10, window: 1m}]
                """.replace("WHOM", principals));

        assertThat(decide(policies)).isInstanceOf(Decision.Deny.class);
        assertThat(policies.limitsFor(DESK))
                .anyMatch(limit -> limit.name().value().equals("limit"));
    }

    @Test
    void permitsInAllCollections() {
        PolicySet policies = BundleFixture.compiledText(BundleFixture.text(AllPrincipalsTest.class, "claims.yaml")
                + """

                ---
                apiVersion: metagate.io/v1
                kind: Collection
                metadata: {name: devices}
                spec:
                  store: {database: backup, collection: devices}
                  id: {type: string, class: public}
                  fields: {os: {type: string, class: public}}
                """
                + PERMIT.replace("COLLECTIONS", "[\"*\"]"));

        assertThat(policies.visibleTo(DESK, "support", Instant.EPOCH))
                .extracting(VisibleCollection::name)
                .containsExactly("accounts", "devices");
        assertThat(decide(policies)).isInstanceOf(Decision.Permit.class);
        assertThat(policies.origins().get(0).covers("devices")).isTrue();
    }

    private static final Principal DESK =
            new Principal("https://issuer.example", "somebody", "", Set.of("desk"), Map.of());

    private static final String PERMIT = """

            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: base}
            spec:
              effect: permit
              principals: {roles: [desk]}
              purposes: [support]
              collections: COLLECTIONS
              actions: [search]
              fields: [{class: public, read: clear}]
            """;

    private static Decision decide(PolicySet policies) {
        Query all = new Query(Predicate.all(), Optional.empty(), List.of(), 10, Optional.empty());
        return policies.decide(new AccessRequest(DESK, "support", Action.SEARCH, "accounts", all, Instant.EPOCH));
    }
}
