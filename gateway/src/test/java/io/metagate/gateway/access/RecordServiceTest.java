package io.metagate.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.HiddenIdPolicies;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ParsedRequest;
import io.metagate.gateway.request.QueryRequestParser;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.request.WrittenCursor;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.gateway.store.ChangingStore;
import io.metagate.gateway.store.QueryTooSlow;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordServiceTest {

    private static final int MAX_TIME_EXPIRED = 50;

    private final ChangingStore store = new ChangingStore();
    private final RecordService access = new RecordService(
            store.records(),
            SearchPolicies.cursors(),
            SearchPolicies.costs(),
            new ProbeLimiter(RateLimiters.stopped()),
            SharedAccess.views());

    @BeforeEach
    void holdThings() {
        for (String id : Set.of("a", "b", "c")) {
            store.things()
                    .insertOne(BsonDocument.parse(
                            "{_id: '%s', text: 't', username: 'jane.roe', secret: 'planted'}".formatted(id)));
        }
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void readsOneRecordAsItIsReleased() {
        AccessResponse.Representation seen =
                (AccessResponse.Representation) read("alice", ThingsPolicies.PURPOSE, "a", Optional.empty());

        assertThat(SearchPolicies.text(seen.body()))
                .contains("\"_id\":\"a\"", "\"text\":\"t\"", "***oe")
                .doesNotContain("jane", "planted", "secret");
    }

    @Test
    void tellsWhoHasItAlreadyNoMore() {
        AccessResponse.Representation seen =
                (AccessResponse.Representation) read("alice", ThingsPolicies.PURPOSE, "a", Optional.empty());
        EntityTagList known = new EntityTagList(false, Set.of(), Set.of(seen.etag()));

        assertThat(read("alice", ThingsPolicies.PURPOSE, "a", Optional.of(known)))
                .isEqualTo(new AccessResponse.Unchanged(seen.counts(), seen.etag()));
        assertThat(read("alice", ThingsPolicies.PURPOSE, "b", Optional.of(known)))
                .isInstanceOf(AccessResponse.Representation.class);
    }

    @Test
    void recordsWhatIsReadAndHowMuchOfIt() {
        AuthenticatedRequest one = SearchPolicies.by("alice", ThingsPolicies.PURPOSE, Action.READ);
        QueryAuthorizer inquiry = new QueryAuthorizer(one, Action.READ, ThingsPolicies.COLLECTION);
        AccessResponse seen = access.read(inquiry, "a", Optional.empty(), Optional.empty());
        AuditRecord read = AuthenticatedRequests.recorded(one, seen);

        assertThat(read.request().collection()).contains(ThingsPolicies.COLLECTION);
        assertThat(read.request().record()).isPresent();
        assertThat(read.decision().rules()).containsExactly("seekers");
        assertThat(read.disclosure().volume().records()).isOne();
        assertThat(read.disclosure().bodyCommitment()).isPresent();

        EntityTagList known = new EntityTagList(false, Set.of(), Set.of(((AccessResponse.Representation) seen).etag()));
        AccessResponse same = access.read(inquiry, "a", Optional.empty(), Optional.of(known));
        assertThat(AuthenticatedRequests.recorded(one, same)
                        .disclosure()
                        .volume()
                        .records())
                .as("that it is unchanged tells as much")
                .isOne();

        AuthenticatedRequest two = SearchPolicies.by("alice", ThingsPolicies.PURPOSE, Action.SEARCH);
        AccessResponse page =
                access.search(two, ThingsPolicies.COLLECTION, SearchPolicies.search(Predicate.all(), Optional.empty()));
        assertThat(AuthenticatedRequests.recorded(two, page)
                        .disclosure()
                        .volume()
                        .records())
                .isEqualTo(2);
    }

    @Test
    void saysTheSameOfARecordThatIsNotThere() {
        assertThat(read("alice", ThingsPolicies.PURPOSE, "nothing", Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
    }

    @Test
    void asksTheStoreForNothingThatIsNotPermitted() {
        assertThat(read("alice", "planning", "a", Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
        for (String hidden : Set.of("secret", "nothing")) {
            assertThat(search("alice", SearchPolicies.equal(hidden, "planted"), Optional.empty()))
                    .isEqualTo(AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED));
        }

        assertThat(store.reads()).isZero();
    }

    /**
     * Also where another test of the same filter compares with a value of another type, and whichever of them stands
     * first.
     */
    @Test
    void namesAValueOfAnotherTypeOnlyWhereEveryUseIsPermitted() {
        String wrong = "'number':'x'";
        for (String hidden : List.of("secret", "nothing", "username.below")) {
            for (String filter : List.of(
                    "{'%s':1,%s}".formatted(hidden, wrong),
                    "{%2$s,'%1$s':1}".formatted(hidden, wrong),
                    "{'%s':'x',%s}".formatted(hidden, wrong),
                    "{'$or':[{%2$s},{'%1$s':{'$startsWith':'x'}}]}".formatted(hidden, wrong))) {
                assertThat(searched(filter))
                        .as(filter)
                        .isEqualTo(AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED));
            }
        }
        assertThat(searched("{'text':'x'," + wrong + "}"))
                .isEqualTo(AccessResponse.invalid(
                        ProblemCode.FILTER_WRONG_TYPE,
                        InvalidPart.member("/filter/number", "a value of type int: an integer of 64 bits")));
        assertThat(store.reads()).isZero();
    }

    private AccessResponse searched(String filter) {
        String body = "{'filter':" + filter + "}";
        SearchRequest search = ParsedRequest.accepted(() -> QueryRequestParser.search(
                new ByteArrayInputStream(body.replace('\'', '"').getBytes(UTF_8)), new MultivaluedHashMap<>()));
        return access.search(
                SearchPolicies.by("alice", ThingsPolicies.PURPOSE, Action.SEARCH), ThingsPolicies.COLLECTION, search);
    }

    @Test
    void goesOnByTheCursorOfTheSamePrincipalAlone() {
        String first = SearchPolicies.text(
                ((AccessResponse.Records) search("alice", Predicate.all(), Optional.empty())).body());
        String cursor = first.replaceFirst("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        int reads = store.reads();

        assertThat(search("bob", Predicate.all(), Optional.of(cursor)))
                .isEqualTo(AccessResponse.invalid(
                        ProblemCode.CURSOR_INVALID, WrittenCursor.member("").place()));
        assertThat(search("alice", SearchPolicies.equal("text", "t"), Optional.of(cursor)))
                .isEqualTo(AccessResponse.invalid(
                        ProblemCode.CURSOR_INVALID, WrittenCursor.member("").place()));
        assertThat(store.reads()).isEqualTo(reads);
        assertThat(SearchPolicies.text(
                        ((AccessResponse.Records) search("alice", Predicate.all(), Optional.of(cursor))).body()))
                .contains("\"_id\":\"c\"", "\"next\":null")
                .doesNotContain("\"_id\":\"a\"");
    }

    @Test
    void chargesProbesBeforeItAsksTheStore() {
        for (int i = 0; i < 5; i++) {
            assertThat(search("alice", SearchPolicies.equal("username", "x"), Optional.empty()))
                    .isInstanceOf(AccessResponse.Records.class);
        }
        int reads = store.reads();

        assertThat(((AccessResponse.Refusal) search("alice", SearchPolicies.equal("username", "x"), Optional.empty()))
                        .code())
                .isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void chargesReadsByAnIdentifierThatIsHidden() {
        for (int i = 0; i < HiddenIdPolicies.PROBES; i++) {
            assertThat(readGuest()).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        }
        int reads = store.reads();

        assertThat(((AccessResponse.Refusal) readGuest()).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.reads()).isEqualTo(reads);
    }

    /** Of a search, its principal could ask less; of one record, nobody can. */
    @Test
    void takesAStoreThatGivesUpOneRecordForOneThatDoesNotAnswer() {
        store.failReads(MAX_TIME_EXPIRED);

        assertThat(read("alice", ThingsPolicies.PURPOSE, "a", Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.STORE_UNAVAILABLE));
        assertThatExceptionOfType(QueryTooSlow.class)
                .isThrownBy(() -> search("alice", Predicate.all(), Optional.empty()));
    }

    @Test
    void readsNothingFromAStoreThatAnswersStrangers() {
        store.withdraw();

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> search("alice", Predicate.all(), Optional.empty()));
        assertThat(store.reads()).isZero();
    }

    private AccessResponse read(String subject, String purpose, String id, Optional<EntityTagList> known) {
        QueryAuthorizer inquiry = new QueryAuthorizer(
                SearchPolicies.by(subject, purpose, Action.READ), Action.READ, ThingsPolicies.COLLECTION);
        return access.read(inquiry, id, Optional.empty(), known);
    }

    private AccessResponse readGuest() {
        AuthenticatedRequest admitted = AuthenticatedRequests.doing(
                Action.READ,
                AuthenticatedRequests.of(HiddenIdPolicies.host(), ThingsPolicies.PURPOSE, HiddenIdPolicies.POLICIES));
        QueryAuthorizer inquiry = new QueryAuthorizer(admitted, Action.READ, HiddenIdPolicies.COLLECTION);
        return access.read(inquiry, "jane.roe", Optional.empty(), Optional.empty());
    }

    private AccessResponse search(String subject, Predicate filter, Optional<String> cursor) {
        return access.search(
                SearchPolicies.by(subject, ThingsPolicies.PURPOSE, Action.SEARCH),
                ThingsPolicies.COLLECTION,
                SearchPolicies.search(filter, cursor));
    }
}
