package io.metagate.gateway.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.access.SharedAccess;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.audit.idempotency.IdempotencyKeys;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.enforcement.WriteFixture;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ContentParser;
import io.metagate.gateway.request.ContentParser.NewRecord;
import io.metagate.gateway.request.header.IdempotencyKey;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.store.ChangingStore;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.value.ScalarValue;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that come again with their idempotency key, whatever became of the first. */
class CreateServiceTest {

    private static final String MADE_ID = "65f0a1b2c3d4e5f60718293a";
    private static final String BODY = "{\"text\": \"mine\"}";
    private static final String CHOOSING = "{\"_id\": \"a\", \"text\": \"mine\"}";

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private static final IdempotencyKeys KNOWN = AUDIT.keys();

    private static int tests;

    private final ChangingStore store = new ChangingStore();
    private IdempotencyKey key;
    private IdempotentRequests requests;

    @BeforeEach
    void chooseAKey() {
        key = new IdempotencyKey("key-" + ++tests);
        requests = new IdempotentRequests(KNOWN, SampleSecrets.of(1));
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void tellsOfTheRecordWhereTheFirstRequestHasMadeItAndDied() throws Exception {
        firstDied(BODY);
        makeIt();

        assertMade(create(BODY));
        assertThat(store.made().countDocuments()).isEqualTo(1);
        assertMade(create(BODY));
    }

    @Test
    void makesTheRecordWhereTheFirstRequestHasDiedBefore() throws Exception {
        firstDied(BODY);

        assertMade(create(BODY));
        assertThat(store.made().countDocuments()).isEqualTo(1);
    }

    @Test
    void keepsTheKeyWhereTheStoreIsAwayAtATakeOver() throws Exception {
        firstDied(BODY);
        makeIt();
        store.withdraw();
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> create(BODY));
        store.giveBack();

        assertThat(create(BODY)).isEqualTo(AccessResponse.refused(ProblemCode.IDEMPOTENCY_IN_PROGRESS));
        AUDIT.letClaimsAge();
        assertMade(create(BODY));
        assertThat(store.made().countDocuments()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"189, STORE_UNAVAILABLE", "13, STORE_NOT_AUTHORIZED"})
    void keepsTheKeyWhereItCannotBeToldWhatTheFirstRequestMade(int code, ProblemCode told) throws Exception {
        firstDied(BODY);
        makeIt();
        store.failReads(code);
        assertThat(create(BODY)).isEqualTo(AccessResponse.refused(told));
        store.mend();

        assertThat(create(BODY)).isEqualTo(AccessResponse.refused(ProblemCode.IDEMPOTENCY_IN_PROGRESS));
        AUDIT.letClaimsAge();
        assertMade(create(BODY));
        assertThat(store.made().countDocuments()).isEqualTo(1);
    }

    @Test
    void keepsTheKeyWhereATakeOverCannotBeAnnounced() throws Exception {
        firstDied(BODY);
        makeIt();
        AccessResponse unannounced =
                access(AUDIT.closed()).create(admitted(), ChangePolicies.MADE, asked(BODY), Optional.of(key));
        assertThat(unannounced).isEqualTo(AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE));

        AUDIT.letClaimsAge();
        assertMade(create(BODY));
        assertThat(store.made().countDocuments()).isEqualTo(1);
    }

    @Test
    void tellsOfTheRecordAsItIsNowWhereItWasChangedMeanwhile() throws Exception {
        firstDied(BODY);
        makeIt();
        store.made().updateOne(new BsonDocument(), BsonDocument.parse("{$set: {text: 'theirs'}}"));

        assertMade(create(BODY));
        assertThat(store.made().countDocuments()).isEqualTo(1);
    }

    @Test
    void findsNothingWhereTheRecordHasLeftReachMeanwhile() throws Exception {
        firstDied(BODY);
        makeIt();
        store.made().updateOne(new BsonDocument(), BsonDocument.parse("{$set: {flag: false}}"));

        assertThat(create(BODY)).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        assertThat(create(BODY)).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        assertThat(store.made().countDocuments()).isEqualTo(1);
    }

    @Test
    void makesTheRecordAgainUnderItsIdentifierWhereItWasRemovedMeanwhile() throws Exception {
        firstDied(BODY);
        makeIt();
        store.made().deleteMany(new BsonDocument());

        assertMade(create(BODY));
        assertThat(store.made().countDocuments()).isEqualTo(1);
    }

    @Test
    void doesNotMakeAgainWhatWasRemovedAfterItWasTold() throws Exception {
        create(BODY);
        store.made().deleteMany(new BsonDocument());

        assertThat(create(BODY)).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        assertThat(store.made().countDocuments()).isZero();
    }

    @Test
    void cannotTellWhoseARecordOfAChosenIdentifierIsOnceItWasChanged() throws Exception {
        firstDied(CHOOSING);
        store.things().insertOne(BsonDocument.parse("{_id: 'a', text: 'theirs'}"));

        assertThat(choose()).isEqualTo(AccessResponse.refused(ProblemCode.WRITE_UNKNOWN));
        assertThat(choose()).isEqualTo(AccessResponse.refused(ProblemCode.IDEMPOTENCY_IN_PROGRESS));
    }

    @Test
    void tellsOfARecordOfAChosenIdentifierThatIsAsItWasMade() throws Exception {
        firstDied(CHOOSING);
        store.things().insertOne(BsonDocument.parse("{_id: 'a', text: 'mine'}"));

        assertThat(choose()).isInstanceOf(AccessResponse.Representation.class);
    }

    @Test
    void givesTheKeyBackWhereTheFirstRequestWasRefused() throws Exception {
        store.withdraw();
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> create(BODY));
        store.giveBack();

        assertThat(create("{\"text\": \"other\"}")).isInstanceOf(AccessResponse.Representation.class);
    }

    @Test
    void makesNothingWhereItIsNotKnownWhetherItWasMadeBefore() throws Exception {
        IdempotencyKeys closed = AUDIT.keys();
        closed.close();
        requests = new IdempotentRequests(closed, SampleSecrets.of(1));

        try (CapturedLog log = new CapturedLog()) {
            assertThat(create(BODY)).isEqualTo(AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE));
            assertThat(log.text()).contains(": no idempotency key could be claimed: CLOSED");
        }
        assertThat(store.made().countDocuments()).isZero();
    }

    /** A request that was killed: it has the key, and nobody knows how far it came. */
    private void firstDied(String body) throws Exception {
        String collection = body.equals(CHOOSING) ? ThingsPolicies.COLLECTION : ChangePolicies.MADE;
        ScalarValue id = body.equals(CHOOSING) ? new ScalarValue.Text("a") : new ScalarValue.ObjectId(MADE_ID);
        requests.claim(requests.of(admitted(), collection, key, asked(body).text()), id);
        AUDIT.letClaimsAge();
    }

    /** What the killed request had made of the body. */
    private void makeIt() {
        store.made().insertOne(BsonDocument.parse("{_id: {$oid: '" + MADE_ID + "'}, text: 'mine'}"));
    }

    private AccessResponse create(String body) throws Exception {
        return access(AUDIT.log()).create(admitted(), ChangePolicies.MADE, asked(body), Optional.of(key));
    }

    private AccessResponse choose() throws Exception {
        return access(AUDIT.log()).create(admitted(), ThingsPolicies.COLLECTION, asked(CHOOSING), Optional.of(key));
    }

    private static void assertMade(AccessResponse answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(AccessResponse.Representation.class, made -> assertThat(made.location())
                        .contains("/v1/collections/made/records/" + MADE_ID));
    }

    private CreateService access(AuditLog log) {
        RecordCreator making = new RecordCreator(
                WriteFixture.of(log, store.changes()),
                SharedAccess.views(),
                SharedAccess.probes(RateLimiters.stopped()));
        return new CreateService(making, requests);
    }

    private static AuthenticatedRequest admitted() {
        return AuthenticatedRequests.doing(
                Action.CREATE,
                AuthenticatedRequests.of(ChangePolicies.writer(), ThingsPolicies.PURPOSE, ChangePolicies.POLICIES));
    }

    private static NewRecord asked(String body) throws BadRequest {
        return ContentParser.record(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }
}
