package io.metagate.policy.interference;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.TestRounds;
import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

/** A look-up by token tells no more than what the records show of themselves, whichever permits apply together (P2). */
class TokenLookupTest {

    private static final PolicySet POLICIES = BundleFixture.compiled(TokenLookupTest.class, "tokens.yaml");
    private static final List<String> ROLES = List.of("planner", "reader", "billing", "desk", "analyst");
    private static final int ROUNDS = TestRounds.of(300);

    private final SplittableRandom random = seeded();

    @Test
    void findsTheRecordsThatShowTheTokenAndNoOthers() {
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            MemoryCollection accounts = accounts();
            Set<String> roles = new HashSet<>(
                    ROLES.stream().filter(role -> random.nextBoolean()).toList());
            roles.add("planner");
            String field = random.nextBoolean() ? "emails" : "size";
            List<String> tokens = tokens(accounts, field);
            List<String> asked = Stream.generate(() -> tokens.get(random.nextInt(tokens.size())))
                    .limit(2)
                    .toList();
            Predicate lookUp = random.nextBoolean() ? equal(field, asked.get(0)) : in(field, asked);
            List<String> looked = lookUp instanceof Predicate.In ? asked : asked.subList(0, 1);
            Set<String> shown = showing(accounts, roles, field, looked);

            assertThat(ids(accounts, roles, lookUp)).as(roles + " " + field).isEqualTo(shown);
            Set<String> others = ids(accounts, roles, new Predicate.Not(lookUp));
            assertThat(others).noneMatch(shown::contains);
            assertThat(cells(accounts, roles, field).entrySet().stream()
                            .filter(cell -> others.contains(cell.getKey()))
                            .flatMap(cell -> cell.getValue().stream()))
                    .allMatch(value -> value.startsWith("t1_"));
            found += shown.size();
        }
        System.out.println("look-ups by token: " + ROUNDS + ", records found: " + found);
        assertThat(found).isGreaterThan(ROUNDS);
    }

    @Test
    void findsNothingByTheTokenOfAnotherClassification() {
        MemoryCollection accounts = accounts();
        for (String token : tokens(accounts, "emails")) {
            assertThat(ids(accounts, Set.of("planner"), equal("alias", token))).isEmpty();
            assertThat(ids(accounts, Set.of("planner"), equal("size", token))).isEmpty();
        }
    }

    @Test
    void findsNothingForWhoSeesNoTokens() {
        MemoryCollection accounts = accounts();
        for (String token : tokens(accounts, "emails")) {
            assertThat(ids(accounts, Set.of("billing", "desk", "analyst"), equal("emails", token)))
                    .isEmpty();
        }
    }

    private MemoryCollection accounts() {
        return new MemoryCollection(
                IntStream.range(0, 30).mapToObj(n -> account("acc-" + n)).toList());
    }

    private BsonDocument account(String id) {
        List<BsonValue> emails = IntStream.range(0, random.nextInt(3))
                .<BsonValue>mapToObj(n -> new BsonString(any("a@x", "b@x", "c@x", "d@x")))
                .toList();
        BsonDocument account = new BsonDocument("_id", new BsonString(id))
                .append("region", new BsonString(any("eu", "us")))
                .append("plan", new BsonString(any("paid", "free", "trial", "none")))
                .append("alias", new BsonString(any("a@x", "b@x")))
                .append("size", new BsonInt64(random.nextInt(4)));
        return emails.size() == 1
                ? account.append("emails", emails.get(0))
                : account.append("emails", new BsonArray(emails));
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static List<String> tokens(MemoryCollection accounts, String field) {
        return cells(accounts, Set.of("source"), field).values().stream()
                .flatMap(Set::stream)
                .distinct()
                .toList();
    }

    private static Set<String> showing(
            MemoryCollection accounts, Set<String> roles, String field, List<String> tokens) {
        // a reader's tokens are in no rows that it may filter
        Set<String> europe = ids(accounts, roles, equal("region", "eu"));
        return cells(accounts, roles, field).entrySet().stream()
                .filter(cell -> europe.contains(cell.getKey()))
                .filter(cell -> tokens.stream().anyMatch(cell.getValue()::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What a principal sees of a field, by the identifiers of the records. */
    private static Map<String, Set<String>> cells(MemoryCollection accounts, Set<String> roles, String field) {
        return page(accounts, roles, Predicate.all()).stream()
                .collect(Collectors.toMap(
                        record -> record.getString("_id").getValue(),
                        record -> texts(record.get(field, BsonNull.VALUE))));
    }

    private static Set<String> texts(BsonValue value) {
        if (value instanceof BsonArray array) {
            return array.stream().flatMap(item -> texts(item).stream()).collect(Collectors.toSet());
        }
        return value instanceof BsonString text ? Set.of(text.getValue()) : Set.of();
    }

    private static Set<String> ids(MemoryCollection accounts, Set<String> roles, Predicate filter) {
        return page(accounts, roles, filter).stream()
                .map(record -> record.getString("_id").getValue())
                .collect(Collectors.toSet());
    }

    private static List<BsonDocument> page(MemoryCollection accounts, Set<String> roles, Predicate filter) {
        Principal principal = new Principal("https://issuer.example", "somebody", "", roles, Map.of());
        Query query = new Query(filter, Optional.empty(), List.of(), 100, Optional.empty());
        Decision decision = POLICIES.decide(
                new AccessRequest(principal, "support", Action.SEARCH, "accounts", query, Instant.EPOCH));
        if (!(decision instanceof Decision.Permit permit)) {
            // of who sees no tokens, a text is no size
            return new ArrayList<>();
        }
        return BsonDocument.parse(accounts.page(permit)).getArray("records").stream()
                .map(BsonValue::asDocument)
                .toList();
    }

    private static Predicate equal(String field, String text) {
        return new Predicate.Compare(FieldPath.of(field), Relation.EQUAL, new ScalarValue.Text(text));
    }

    private static Predicate in(String field, List<String> texts) {
        return new Predicate.In(
                FieldPath.of(field),
                texts.stream().<ScalarValue>map(ScalarValue.Text::new).toList());
    }

    private static SplittableRandom seeded() {
        long seed = Seeded.seed("TokenLookupTest");
        return new SplittableRandom(seed);
    }
}
