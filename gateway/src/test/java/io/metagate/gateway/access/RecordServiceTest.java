package io.metagate.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.Admissions;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.fixture.Guests;
import io.metagate.gateway.fixture.Things;
import io.metagate.gateway.limit.Limiters;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.QueryRequestParser;
import io.metagate.gateway.request.Reading;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.request.WrittenCursor;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.gateway.store.ChangingStore;
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

    private final ChangingStore store = new ChangingStore();
    private final RecordService access = new RecordService(
            store.records(),
            Seeking.cursors(),
            Seeking.costs(),
            new ProbeLimiter(Limiters.stopped()),
            Accesses.views());

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
                (AccessResponse.Representation) read("alice", Things.PURPOSE, "a", Optional.empty());

        assertThat(Seeking.text(seen.body()))
                .contains("\"_id\":\"a\"", "\"text\":\"t\"", "***oe")
                .doesNotContain("jane", "planted", "secret");
    }

    @Test
    void tellsWhoHasItAlreadyNoMore() {
        AccessResponse.Representation seen =
                (AccessResponse.Representation) read("alice", Things.PURPOSE, "a", Optional.empty());
        EntityTagList known = new EntityTagList(false, Set.of(), Set.of(seen.etag()));

        assertThat(read("alice", Things.PURPOSE, "a", Optional.of(known)))
                .isEqualTo(new AccessResponse.Unchanged(seen.counts(), seen.etag()));
        assertThat(read("alice", Things.PURPOSE, "b", Optional.of(known)))
                .isInstanceOf(AccessResponse.Representation.class);
    }

    @Test
    void recordsWhatIsReadAndHowMuchOfIt() {
        AuthenticatedRequest one = Seeking.by("alice", Things.PURPOSE, Action.READ);
        QueryAuthorizer inquiry = new QueryAuthorizer(one, Action.READ, Things.COLLECTION);
        AccessResponse seen = access.read(inquiry, "a", Optional.empty(), Optional.empty());
        AuditRecord read = Admissions.recorded(one, seen);

        assertThat(read.request().collection()).contains(Things.COLLECTION);
        assertThat(read.request().record()).isPresent();
        assertThat(read.verdict().rules()).containsExactly("seekers");
        assertThat(read.disclosure().volume().records()).isOne();
        assertThat(read.disclosure().bodyCommitment()).isPresent();

        EntityTagList known = new EntityTagList(false, Set.of(), Set.of(((AccessResponse.Representation) seen).etag()));
        AccessResponse same = access.read(inquiry, "a", Optional.empty(), Optional.of(known));
        assertThat(Admissions.recorded(one, same).disclosure().volume().records())
                .as("that it is unchanged tells as much")
                .isOne();

        AuthenticatedRequest two = Seeking.by("alice", Things.PURPOSE, Action.SEARCH);
        AccessResponse page = access.search(two, Things.COLLECTION, Seeking.search(Predicate.all(), Optional.empty()));
        assertThat(Admissions.recorded(two, page).disclosure().volume().records())
                .isEqualTo(2);
    }

    @Test
    void saysTheSameOfARecordThatIsNotThere() {
        assertThat(read("alice", Things.PURPOSE, "nothing", Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
    }

    @Test
    void asksTheStoreForNothingThatIsNotPermitted() {
        assertThat(read("alice", "planning", "a", Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
        for (String hidden : Set.of("secret", "nothing")) {
            assertThat(search("alice", Seeking.equal(hidden, "planted"), Optional.empty()))
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
        SearchRequest search = Reading.accepted(() -> QueryRequestParser.search(
                new ByteArrayInputStream(body.replace('\'', '"').getBytes(UTF_8)), new MultivaluedHashMap<>()));
        return access.search(Seeking.by("alice", Things.PURPOSE, Action.SEARCH), Things.COLLECTION, search);
    }

    @Test
    void goesOnByTheCursorOfTheSamePrincipalAlone() {
        String first =
                Seeking.text(((AccessResponse.Records) search("alice", Predicate.all(), Optional.empty())).body());
        String cursor = first.replaceFirst("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        int reads = store.reads();

        assertThat(search("bob", Predicate.all(), Optional.of(cursor)))
                .isEqualTo(AccessResponse.invalid(
                        ProblemCode.CURSOR_INVALID, WrittenCursor.member("").place()));
        assertThat(search("alice", Seeking.equal("text", "t"), Optional.of(cursor)))
                .isEqualTo(AccessResponse.invalid(
                        ProblemCode.CURSOR_INVALID, WrittenCursor.member("").place()));
        assertThat(store.reads()).isEqualTo(reads);
        assertThat(Seeking.text(
                        ((AccessResponse.Records) search("alice", Predicate.all(), Optional.of(cursor))).body()))
                .contains("\"_id\":\"c\"", "\"next\":null")
                .doesNotContain("\"_id\":\"a\"");
    }

    @Test
    void chargesProbesBeforeItAsksTheStore() {
        for (int i = 0; i < 5; i++) {
            assertThat(search("alice", Seeking.equal("username", "x"), Optional.empty()))
                    .isInstanceOf(AccessResponse.Records.class);
        }
        int reads = store.reads();

        assertThat(((AccessResponse.Refusal) search("alice", Seeking.equal("username", "x"), Optional.empty())).code())
                .isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void chargesReadsByAnIdentifierThatIsHidden() {
        for (int i = 0; i < Guests.PROBES; i++) {
            assertThat(readGuest()).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        }
        int reads = store.reads();

        assertThat(((AccessResponse.Refusal) readGuest()).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void readsNothingFromAStoreThatAnswersStrangers() {
        store.withdraw();

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> search("alice", Predicate.all(), Optional.empty()));
        assertThat(store.reads()).isZero();
    }

    private AccessResponse read(String subject, String purpose, String id, Optional<EntityTagList> known) {
        QueryAuthorizer inquiry =
                new QueryAuthorizer(Seeking.by(subject, purpose, Action.READ), Action.READ, Things.COLLECTION);
        return access.read(inquiry, id, Optional.empty(), known);
    }

    private AccessResponse readGuest() {
        AuthenticatedRequest admitted =
                Admissions.doing(Action.READ, Admissions.of(Guests.host(), Things.PURPOSE, Guests.POLICIES));
        QueryAuthorizer inquiry = new QueryAuthorizer(admitted, Action.READ, Guests.COLLECTION);
        return access.read(inquiry, "jane.roe", Optional.empty(), Optional.empty());
    }

    private AccessResponse search(String subject, Predicate filter, Optional<String> cursor) {
        return access.search(
                Seeking.by(subject, Things.PURPOSE, Action.SEARCH), Things.COLLECTION, Seeking.search(filter, cursor));
    }
}
