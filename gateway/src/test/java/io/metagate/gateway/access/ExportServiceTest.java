package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.enforcement.ExportChunk;
import io.metagate.gateway.enforcement.export.ExportBench;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.WrittenCursor;
import io.metagate.gateway.store.ChangingStore;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportServiceTest {

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final ChangingStore store = new ChangingStore();
    private ExportService access;

    @BeforeEach
    void begin() {
        access = new ExportService(
                store.records(),
                SearchPolicies.cursors(),
                SearchPolicies.costs(),
                new ProbeLimiter(RateLimiters.stopped()),
                new ExportBench(AUDIT).exports());
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void makesAChunkOfEachPageAndFetchesNoneBeforeItsTurn() {
        for (String id : List.of("a", "b", "c")) {
            store.things()
                    .insertOne(BsonDocument.parse(
                            "{_id: '%s', text: 't', username: 'jane.roe', secret: 'planted'}".formatted(id)));
        }

        ExportChunk first = ((AccessResponse.Export)
                        export("alice", ThingsPolicies.PURPOSE, Predicate.all(), Optional.empty()))
                .chunk();
        assertThat(store.reads()).isOne();
        ExportChunk second =
                first.next().orElseThrow().fetch(SearchPolicies.by("alice", ThingsPolicies.PURPOSE, Action.EXPORT), 2);

        assertThat(SearchPolicies.text(first.body()))
                .contains("\"_id\":\"a\"", "\"_id\":\"b\"")
                .doesNotContain("\"_id\":\"c\"", "jane", "planted");
        assertThat(SearchPolicies.text(second.body())).contains("\"_id\":\"c\"", "\"next\":null");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void recordsHowMuchAChunkTellsAndGoesOnByItsCursor() {
        for (String id : List.of("a", "b", "c")) {
            store.things().insertOne(BsonDocument.parse("{_id: '%s', text: 't'}".formatted(id)));
        }
        AuthenticatedRequest admitted = SearchPolicies.by("alice", ThingsPolicies.PURPOSE, Action.EXPORT);
        AccessResponse.Export first = (AccessResponse.Export) access.export(
                admitted, ThingsPolicies.COLLECTION, SearchPolicies.search(Predicate.all(), Optional.empty()));
        String lines = SearchPolicies.text(first.chunk().body());

        assertThat(AuthenticatedRequests.recorded(admitted, first)
                        .disclosure()
                        .volume()
                        .records())
                .isEqualTo(2);
        assertThat(lines).contains("\"auditId\":\"" + admitted.auditId() + "\"");
        String cursor = lines.replaceFirst("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        AccessResponse.Export rest =
                (AccessResponse.Export) export("alice", ThingsPolicies.PURPOSE, Predicate.all(), Optional.of(cursor));
        assertThat(SearchPolicies.text(rest.chunk().body()))
                .contains("\"_id\":\"c\"")
                .doesNotContain("\"_id\":\"a\"", "\"_id\":\"b\"");
    }

    @Test
    void asksTheStoreForNothingThatIsNotPermitted() {
        assertThat(export("alice", "planning", Predicate.all(), Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
        assertThat(export("alice", ThingsPolicies.PURPOSE, SearchPolicies.equal("secret", "x"), Optional.empty()))
                .isEqualTo(AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED));
        assertThat(export("alice", ThingsPolicies.PURPOSE, Predicate.all(), Optional.of("forged")))
                .isEqualTo(AccessResponse.invalid(
                        ProblemCode.CURSOR_INVALID, WrittenCursor.member("").place()));

        assertThat(store.reads()).isZero();
    }

    @Test
    void chargesProbesBeforeItAsksTheStore() {
        Predicate six = new Predicate.Or(Stream.of("a", "b", "c", "d", "e", "f")
                .map(name -> SearchPolicies.equal("username", name))
                .toList());

        AccessResponse refused = export("alice", ThingsPolicies.PURPOSE, six, Optional.empty());

        assertThat(((AccessResponse.Refusal) refused).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.reads()).isZero();
    }

    @Test
    void exportsNothingFromAStoreThatAnswersStrangers() {
        store.withdraw();

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> export("alice", ThingsPolicies.PURPOSE, Predicate.all(), Optional.empty()));
        assertThat(store.reads()).isZero();
    }

    private AccessResponse export(String subject, String purpose, Predicate filter, Optional<String> cursor) {
        return access.export(
                SearchPolicies.by(subject, purpose, Action.EXPORT),
                ThingsPolicies.COLLECTION,
                SearchPolicies.search(filter, cursor));
    }
}
