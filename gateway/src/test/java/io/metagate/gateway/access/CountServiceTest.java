package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.DisclosureSummary;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.CountRequest;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.gateway.store.ChangingStore;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountServiceTest {

    private static final PolicySet COUNTERS = ThingsPolicies.with("""
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: counters}
            spec:
              effect: permit
              principals: {roles: [counter]}
              purposes: [support]
              collections: [things]
              actions: [count]
              scan: true
              minGroup: 1
              fields: [{class: public, read: clear, group: true}]
            """);

    private final ChangingStore store = new ChangingStore();
    private final CountService access =
            new CountService(store.counts(), SearchPolicies.costs(), new ProbeLimiter(RateLimiters.stopped()));

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void tellsNoCountOfFewPeopleHoweverManyRecordsTheyHave() {
        hold("red", "jane", 4);
        hold("red", "john", 4);

        assertThat(count(Predicate.all(), Optional.empty())).isEqualTo("{\"count\":{\"lessThan\":3}}");

        hold("red", "june", 1);
        assertThat(count(Predicate.all(), Optional.empty())).isEqualTo("{\"count\":9}");
    }

    @Test
    void leavesOutGroupsOfFewPeople() {
        hold("red", "jane", 9);
        hold("blue", "jane", 1);
        hold("blue", "john", 1);
        hold("blue", "june", 1);

        assertThat(count(Predicate.all(), Optional.of("text")))
                .contains("blue", "3")
                .doesNotContain("red", "9");
    }

    @Test
    void refusesToCountByAFieldThatManyRecordsHaveSeveralValuesOf() {
        for (String name : List.of("jane", "john", "june")) {
            store.things()
                    .insertOne(BsonDocument.parse("{_id: '%1$s', text: ['a', 'b'], username: '%1$s'}".formatted(name)));
        }

        assertThat(answer("alice", ThingsPolicies.PURPOSE, Predicate.all(), Optional.of("text")))
                .isEqualTo(AccessResponse.refused(ProblemCode.COUNT_NOT_SCALAR));
    }

    /** Whoever is told of one record is told of those that are about nobody too. */
    @Test
    void countsRecordsWhereEvenOneIsTold() {
        store.things().insertOne(BsonDocument.parse("{_id: 'a', text: 'red'}"));
        AuthenticatedRequest admitted = AuthenticatedRequests.doing(
                Action.COUNT,
                AuthenticatedRequests.of(
                        new Principal("https://issuer.example", "alice", "desk", Set.of("counter"), Map.of()),
                        ThingsPolicies.PURPOSE,
                        COUNTERS));

        for (Optional<FieldPath> by : List.of(Optional.<FieldPath>empty(), Optional.of(FieldPath.of("text")))) {
            AccessResponse told =
                    access.count(admitted, ThingsPolicies.COLLECTION, new CountRequest(LocatedFilter.ALL, by));
            assertThat(((AccessResponse.Document) told).body()).contains("\"count\":1");
        }
    }

    @Test
    void recordsWhatItTells() {
        hold("blue", "jane", 1);
        hold("blue", "john", 1);
        hold("blue", "june", 1);

        assertThat(count(Predicate.all(), Optional.empty())).isEqualTo("{\"count\":3}");
        for (Optional<FieldPath> by : List.of(Optional.<FieldPath>empty(), Optional.of(FieldPath.of("text")))) {
            AuthenticatedRequest admitted = SearchPolicies.by("alice", ThingsPolicies.PURPOSE, Action.COUNT);
            AccessResponse told =
                    access.count(admitted, ThingsPolicies.COLLECTION, new CountRequest(LocatedFilter.ALL, by));
            DisclosureSummary disclosed =
                    AuthenticatedRequests.recorded(admitted, told).disclosure();

            assertThat(disclosed.volume().bytes()).isEqualTo(((AccessResponse.Document) told).bytes().length);
            assertThat(disclosed.released().equals(DisclosureSummary.nothing().released()))
                    .as("by a field, its values are disclosed")
                    .isEqualTo(by.isEmpty());
        }
    }

    @Test
    void countsNothingThatIsNotPermitted() {
        assertThat(answer("alice", "planning", Predicate.all(), Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
        assertThat(answer("alice", ThingsPolicies.PURPOSE, SearchPolicies.equal("secret", "x"), Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED));
        assertThat(answer("alice", ThingsPolicies.PURPOSE, Predicate.all(), Optional.of("username")))
                .isEqualTo(AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED));

        assertThat(store.reads()).isZero();
    }

    @Test
    void chargesProbesBeforeItAsksTheStore() {
        for (int i = 0; i < 5; i++) {
            count(SearchPolicies.equal("username", "x"), Optional.empty());
        }
        int reads = store.reads();

        AccessResponse sixth =
                answer("alice", ThingsPolicies.PURPOSE, SearchPolicies.equal("username", "x"), Optional.empty());

        assertThat(((AccessResponse.Refusal) sixth).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void countsNothingInAStoreThatAnswersStrangers() {
        store.withdraw();

        for (Optional<String> by : List.of(Optional.<String>empty(), Optional.of("text"))) {
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> answer("alice", ThingsPolicies.PURPOSE, Predicate.all(), by));
        }
        assertThat(store.reads()).isZero();
    }

    private void hold(String text, String username, int records) {
        for (int i = 0; i < records; i++) {
            store.things()
                    .insertOne(BsonDocument.parse(
                            "{_id: '%s-%s-%d', text: '%1$s', username: '%2$s'}".formatted(text, username, i)));
        }
    }

    private String count(Predicate filter, Optional<String> by) {
        return ((AccessResponse.Document) answer("alice", ThingsPolicies.PURPOSE, filter, by)).body();
    }

    private AccessResponse answer(String subject, String purpose, Predicate filter, Optional<String> by) {
        return access.count(
                SearchPolicies.by(subject, purpose, Action.COUNT),
                ThingsPolicies.COLLECTION,
                new CountRequest(LocatedFilter.of(filter), by.map(FieldPath::of)));
    }
}
