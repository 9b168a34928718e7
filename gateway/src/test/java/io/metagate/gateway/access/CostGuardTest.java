package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.StoreFailures;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.index.CollectionIndex;
import io.metagate.store.index.CollectionIndexes;
import io.metagate.store.index.IndexKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostGuardTest {

    private static final String MORE = """
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: scanners}
            spec:
              effect: permit
              principals: {roles: [scanner]}
              purposes: [support]
              collections: [things]
              actions: [read, search]
              scan: true
              fields: [{class: public, read: clear, filter: [exact], sort: true}]
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: own-things}
            spec:
              effect: permit
              principals: {roles: [owner]}
              purposes: [support]
              collections: [things]
              actions: [read, search]
              rows: {text: "${principal.claims.text}"}
              fields: [{path: number, read: clear, filter: [exact], sort: true}]
            """;
    private static final PolicySet POLICIES = ThingsPolicies.with(MORE);
    private static final CostGuard GUARD = new CostGuard(location -> indexes("_id", "text", "username", "secret"));
    private static final String READER = "reader";

    @Test
    void letsThroughWhatAnIndexAnswers() {
        assertThat(refusal(equal("text"), List.of(), READER)).isEmpty();
        assertThat(refusal(equal("username"), List.of(), READER)).isEmpty();
        assertThat(refusal(Predicate.all(), List.of(), READER)).isEmpty();
        assertThat(refusal(Predicate.all(), List.of(key("_id")), READER)).isEmpty();
    }

    @Test
    void letsNumbersThroughThatAreTakenByTheirType() {
        CostGuard guard = new CostGuard(location -> indexes("_id", "number", "time", "text"));

        assertThat(refusal(guard, equal("number", new ScalarValue.Int(1)), List.of(), READER))
                .isEmpty();
        assertThat(refusal(guard, equal("time", new ScalarValue.Null()), List.of(), READER))
                .isEmpty();
        assertThat(refusal(guard, equal("number", new ScalarValue.Null()), List.of(), READER))
                .as("an index has all numbers together")
                .isPresent();
        assertThat(refusal(
                        guard,
                        new Predicate.And(List.of(equal("text"), equal("number", new ScalarValue.Null()))),
                        List.of(),
                        READER))
                .isEmpty();
    }

    @Test
    void namesTheIndexedFieldsThatThePrincipalMayFilterByAndNoOther() {
        AccessResponse.Refusal refusal = refusal(equal("flag", new ScalarValue.Bool(true)), List.of(), READER)
                .orElseThrow();

        assertThat(refusal.code()).isEqualTo(ProblemCode.FILTER_NOT_INDEXED);
        assertThat(refusal.indexedFields())
                .as("secret is indexed and hidden, number is neither")
                .containsExactly("_id", "text", "username");
    }

    @Test
    void namesNoFieldThatTheOrderOfTheQueryMakesUseless() {
        CostGuard guard = new CostGuard(location -> new CollectionIndexes(Stream.concat(
                        indexes("_id", "text", "username").all().stream(), Stream.of(index("username", "time", "_id")))
                .toList()));
        assertThat(refusal(guard, equal("flag", new ScalarValue.Bool(true)), List.of(key("time")), READER)
                        .orElseThrow()
                        .indexedFields())
                .as("an index of text alone leaves all its records to be sorted")
                .contains("username")
                .doesNotContain("text");
    }

    @Test
    void namesTheIndexedFieldsThatThePrincipalMaySortByAndNoOther() {
        CostGuard guard = new CostGuard(location -> new CollectionIndexes(Stream.concat(
                        indexes("_id", "username").all().stream(),
                        Stream.of(
                                index("time", "_id"), index("secret", "_id"), index("username", "_id"), index("flag")))
                .toList()));
        AccessResponse.Refusal refusal =
                refusal(guard, Predicate.all(), List.of(key("number")), READER).orElseThrow();

        assertThat(refusal.code()).isEqualTo(ProblemCode.SORT_NOT_INDEXED);
        assertThat(refusal.indexedFields()).containsExactly("_id", "time");
    }

    @Test
    void refusesInTheSameWayWhetherOrNotAHiddenFieldIsIndexed() {
        CostGuard without = new CostGuard(location -> indexes("_id", "text", "username"));
        CostGuard with = new CostGuard(location -> indexes("_id", "secret", "text", "username"));
        Predicate flag = equal("flag", new ScalarValue.Bool(true));

        assertThat(refusal(with, flag, List.of(), READER)).isEqualTo(refusal(without, flag, List.of(), READER));
        assertThat(refusal(with, Predicate.all(), List.of(key("number")), READER))
                .isPresent()
                .isEqualTo(refusal(without, Predicate.all(), List.of(key("number")), READER));
    }

    @Test
    void namesAFieldThatIsHashedToThoseWhoMayCompareExactly() {
        CollectionIndexes hashed = new CollectionIndexes(List.of(
                new CollectionIndex(List.of(new IndexKey(FieldPath.of("text"), IndexKey.Order.HASHED)), false)));
        Predicate filter =
                new Predicate.Compare(FieldPath.of("text"), Predicate.Relation.GREATER, new ScalarValue.Text("a"));

        assertThat(refusal(new CostGuard(location -> hashed), filter, List.of(), READER)
                        .orElseThrow()
                        .indexedFields())
                .containsExactly("text");
    }

    @Test
    void judgesWhatThePrincipalWroteAndNotTheRowScope() {
        AccessResponse.Refusal refusal = refusal(equal("number", new ScalarValue.Int(1)), List.of(), "owner")
                .orElseThrow();

        assertThat(refusal.code()).isEqualTo(ProblemCode.FILTER_NOT_INDEXED);
        assertThat(refusal.indexedFields())
                .as("the scope's field is indexed, and not the principal's to use")
                .isEmpty();
    }

    @Test
    void doesNotRefuseForTheRowScope() {
        CostGuard bare = new CostGuard(location -> indexes("_id", "number"));

        assertThat(refusal(bare, equal("number", new ScalarValue.Int(1)), List.of(), "owner"))
                .isEmpty();
        assertThat(refusal(bare, Predicate.all(), List.of(), "owner")).isEmpty();
    }

    @Test
    void isLiftedWhereEveryPermitGrantsAScan() {
        assertThat(refusal(equal("flag", new ScalarValue.Bool(true)), List.of(key("number")), "scanner"))
                .isEmpty();
        assertThat(refusal(equal("number", new ScalarValue.Int(1)), List.of(), "scanner", "owner"))
                .isPresent();
        assertThat(refusal(equal("flag", new ScalarValue.Bool(true)), List.of(), "scanner", "owner"))
                .as("the owner's permit does not grant the use, so that the query runs within the scanner's alone")
                .isEmpty();
    }

    @Test
    void saysWhetherThereIsTheIndexThatAQueryNeeds() {
        assertThat(need(GUARD, Action.SEARCH, equal("text"), READER)).contains("needs an index; there is one");
        assertThat(need(GUARD, Action.COUNT, equal("number", new ScalarValue.Int(1)), READER))
                .contains("needs an index; there is none");
        assertThat(need(GUARD, Action.SEARCH, Predicate.all(), READER)).isEmpty();
        assertThat(need(GUARD, Action.READ, equal("_id"), READER)).isEmpty();
        assertThat(need(GUARD, Action.SEARCH, equal("flag", new ScalarValue.Bool(true)), "scanner"))
                .isEmpty();
        AccessRequest sorted = request(Action.SEARCH, Predicate.all(), List.of(key("number")), READER);
        assertThat(GUARD.need((Decision.Permit) POLICIES.decide(sorted), sorted, POLICIES))
                .contains("needs an index; there is none");
    }

    @Test
    void saysThatTheIndexIsNotKnownWhereTheStoreDoesNotAnswer() {
        CostGuard silent = new CostGuard(location -> {
            throw StoreFailures.unavailable();
        });

        assertThat(need(silent, Action.SEARCH, equal("text"), READER).orElseThrow())
                .contains("is not known")
                .doesNotContain("alice");
        assertThat(need(silent, Action.SEARCH, Predicate.all(), READER)).isEmpty();
    }

    private static Optional<String> need(CostGuard guard, Action action, Predicate filter, String role) {
        AccessRequest request = request(action, filter, List.of(), role);
        return guard.need((Decision.Permit) POLICIES.decide(request), request, POLICIES);
    }

    private static Optional<AccessResponse.Refusal> refusal(Predicate filter, List<SortKey> sort, String... roles) {
        return refusal(GUARD, filter, sort, roles);
    }

    private static Optional<AccessResponse.Refusal> refusal(
            CostGuard guard, Predicate filter, List<SortKey> sort, String... roles) {
        AccessRequest request = request(Action.SEARCH, filter, sort, roles);
        Decision.Permit permit = (Decision.Permit) POLICIES.decide(request);
        return guard.refusal(permit, request, POLICIES).map(AccessResponse.Refusal.class::cast);
    }

    private static AccessRequest request(Action action, Predicate filter, List<SortKey> sort, String... roles) {
        Principal principal = new Principal(
                "https://issuer.example",
                "alice",
                "desk",
                Set.of(roles),
                Map.of("text", Claim.of(new ScalarValue.Text("mine"))));
        Query query = new Query(filter, Optional.empty(), sort, 10, Optional.empty());
        return new AccessRequest(
                principal, ThingsPolicies.PURPOSE, action, ThingsPolicies.COLLECTION, query, Instant.EPOCH);
    }

    private static CollectionIndexes indexes(String... leading) {
        return new CollectionIndexes(
                Stream.of(leading).map(CostGuardTest::index).toList());
    }

    private static CollectionIndex index(String... keys) {
        return new CollectionIndex(
                Stream.of(keys)
                        .map(key -> new IndexKey(FieldPath.of(key), IndexKey.Order.ASCENDING))
                        .toList(),
                false);
    }

    private static Predicate equal(String path) {
        return equal(path, new ScalarValue.Text("x"));
    }

    private static Predicate equal(String path, ScalarValue value) {
        return new Predicate.Compare(FieldPath.of(path), Predicate.Relation.EQUAL, value);
    }

    private static SortKey key(String path) {
        return new SortKey(FieldPath.of(path), false);
    }
}
