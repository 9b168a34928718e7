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

/** A star that stands alone is for all. */
class AllPrincipalsTest {

    @Test
    void permitsInAllCollections() {
        PolicySet policies =
                BundleFixture.compiledText(BundleFixture.text(AllPrincipalsTest.class, "/scenarios/bundles/claims.yaml")
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
                .extracting(PolicySet.VisibleCollection::name)
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
