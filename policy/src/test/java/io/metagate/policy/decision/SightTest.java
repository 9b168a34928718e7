package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.grant.FieldRights;
import io.metagate.policy.model.FieldUses;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Revelation;
import io.metagate.policy.redaction.transform.Token;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Principal;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SightTest {

    private static final PolicySet POLICIES = BundleFixture.compiledText("""
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: support}
            spec: {description: Answering a request., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: accounts}
            spec:
              store: {database: backup, collection: accounts}
              id: {type: string, class: public}
              fields:
                email:  {type: string, class: personal.email}
                region: {type: string, class: public}
                notes:  {type: string, class: corporate.notes}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: desk}
            spec:
              effect: permit
              principals: {roles: [desk]}
              purposes: [support]
              collections: [accounts]
              actions: [search, count]
              rows: {region: eu}
              fields:
                - {path: email,  read: {mask: email}, filter: [exact]}
                - {path: region, read: clear, filter: [range], group: true}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: lead}
            spec:
              effect: permit
              principals: {roles: [lead]}
              purposes: [support]
              collections: [accounts]
              actions: [search]
              fields:
                - {path: email,  read: clear, sort: true}
                - {path: region, read: clear, filter: [prefix], sort: true}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: trainees}
            spec:
              effect: restrict
              principals: {roles: [trainee]}
              collections: [accounts]
              actions: [search]
              fields: [{path: email, read: null}, {path: region, read: pseudonym}]
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: perhaps}
            spec:
              effect: restrict
              principals: {roles: [desk]}
              collections: [accounts]
              actions: [search]
              when: principal.claims.acr == "low"
              deny: true
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: suspended}
            spec:
              effect: restrict
              principals: {roles: [suspended]}
              collections: [accounts]
              actions: [search]
              deny: true
            """);

    @Test
    void isWhatThePermitsGrantTogether() {
        Map<FieldPath, FieldRights> fields = sight("desk", "lead").fields();

        assertThat(fields).containsOnlyKeys(FieldPath.of("email"), FieldPath.of("region"));
        assertThat(fields.get(FieldPath.of("email")))
                .isEqualTo(clear(new FieldUses(Set.of(FilterKind.EXACT), true, false)));
        assertThat(fields.get(FieldPath.of("region")))
                .isEqualTo(clear(new FieldUses(Set.of(FilterKind.RANGE, FilterKind.PREFIX), true, true)));
    }

    @Test
    void isCappedByRestrictsWithoutACondition() {
        Map<FieldPath, FieldRights> fields = sight("desk", "trainee").fields();

        assertThat(fields)
                .hasEntrySatisfying(FieldPath.of("email"), email -> {
                    assertThat(email.read().revelation()).isEqualTo(Revelation.NULL);
                    assertThat(email.uses()).isEqualTo(FieldUses.none());
                })
                .hasEntrySatisfying(FieldPath.of("region"), region -> {
                    assertThat(region.read().revelation()).isEqualTo(Revelation.PSEUDONYM);
                    assertThat(region.uses()).isEqualTo(FieldUses.none());
                });
    }

    @Test
    void isNothingWhereARestrictDeniesOrNoPermitIsForIt() {
        assertThat(sight("lead", "suspended").fields()).isEmpty();
        assertThat(sight("trainee").fields()).isEmpty();
        assertThat(Sight.of(POLICIES.active(), principal("lead"), "billing", Action.SEARCH, "accounts")
                        .fields())
                .isEmpty();
        assertThat(Sight.of(POLICIES.active(), principal("lead"), "support", Action.READ, "accounts")
                        .fields())
                .isEmpty();
        assertThat(Sight.of(POLICIES.active(), principal("lead"), "support", Action.SEARCH, "devices")
                        .fields())
                .isEmpty();
    }

    @Test
    void rightsIncludeTheirEqualsAndWhatIsLess() {
        FieldUses uses = new FieldUses(Set.of(FilterKind.EXACT), true, true);
        FieldRights most = new FieldRights(new Transform.Clear(), uses, WriteRight.SEEING);
        assertThat(most.includes(most)).isTrue();
        assertThat(most.includes(FieldRights.NONE)).isTrue();
        assertThat(most.includes(rights("pseudonym", WriteRight.BLIND))).isTrue();
        assertThat(clear(uses).includes(clear(FieldUses.none()))).isTrue();
    }

    @Test
    void rightsDoNotIncludeWhatTheyLack() {
        FieldRights least = clear(FieldUses.none());
        assertThat(least.includes(clear(new FieldUses(Set.of(FilterKind.EXACT), false, false))))
                .isFalse();
        assertThat(least.includes(clear(new FieldUses(Set.of(), true, false)))).isFalse();
        assertThat(least.includes(clear(new FieldUses(Set.of(), false, true)))).isFalse();
        assertThat(least.includes(rights("clear", WriteRight.SEEING))).isFalse();
        assertThat(rights("pseudonym", WriteRight.NONE).includes(rights("token", WriteRight.NONE)))
                .isFalse();
        assertThat(rights("pseudonym", WriteRight.NONE).includes(least)).isFalse();
    }

    private static FieldRights rights(String read, WriteRight write) {
        Transform transform =
                switch (read) {
                    case "clear" -> new Transform.Clear();
                    case "token" -> new Token();
                    default -> new Transform.Pseudonym();
                };
        return new FieldRights(transform, FieldUses.none(), write);
    }

    private static FieldRights clear(FieldUses uses) {
        return new FieldRights(new Transform.Clear(), uses, WriteRight.NONE);
    }

    private static Sight sight(String... roles) {
        return Sight.of(POLICIES.active(), principal(roles), "support", Action.SEARCH, "accounts");
    }

    private static Principal principal(String... roles) {
        return new Principal("https://issuer.example", "alice", "desk", Set.of(roles), Map.of());
    }
}
