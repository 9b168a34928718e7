package io.metagate.gateway.change;

import static io.metagate.gateway.enforcement.ResourceCalls.PLAIN;
import static io.metagate.gateway.enforcement.ResourceCalls.body;
import static io.metagate.gateway.enforcement.ResourceCalls.header;
import static io.metagate.gateway.enforcement.ResourceCalls.json;
import static io.metagate.gateway.enforcement.ResourceCalls.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.access.ProbeLimiter;
import io.metagate.gateway.access.SharedAccess;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.enforcement.ResourceCalls;
import io.metagate.gateway.enforcement.WriteFixture;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.enforcement.write.AuditedWriteService;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.store.ChangingStore;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each change is recorded as what it is; none is done for nothing, or under a condition that is not honoured. */
class ChangesResourceTest {

    private static final Optional<String> SUPPORT = Optional.of(ThingsPolicies.PURPOSE);
    private static final BsonDocument HELD = BsonDocument.parse("{_id: 'a', text: 'old', secret: 'planted'}");
    private static final HttpHeaders ANY = header("If-Match", "*");

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final ChangingStore store = new ChangingStore();
    private ResourceCalls calls;

    @BeforeEach
    void holdOneThing() {
        calls = new ResourceCalls(AUDIT, ChangePolicies.POLICIES, "writer");
        store.things().insertOne(HELD.clone());
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    /** A request to an endpoint. */
    private interface Endpoint {

        Response answer(RequestMetadataReader calls, UriInfo uri, HttpHeaders headers);
    }

    /** Each of them, by the action that it is recorded as. */
    private Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> all = new LinkedHashMap<>();
        all.put("create", (metadata, uri, headers) -> resource(metadata)
                .create(ThingsPolicies.COLLECTION, uri, headers, json("{'_id':'b','text':'new'}")));
        all.put("update", (metadata, uri, headers) -> resource(metadata)
                .update(ThingsPolicies.COLLECTION, "a", uri, headers, json("{'text':'new'}")));
        all.put("delete", (metadata, uri, headers) -> resource(metadata)
                .delete(ThingsPolicies.COLLECTION, "a", uri, headers));
        return all;
    }

    private Response done(String action, HttpHeaders headers) {
        Endpoint endpoint = Optional.ofNullable(endpoints().get(action)).orElseThrow();
        return endpoint.answer(calls.stating(SUPPORT), query(""), headers);
    }

    @Test
    void makesARecordAndSaysWhere() {
        Response made = done("create", PLAIN);

        assertThat(made.getStatus()).isEqualTo(201);
        assertThat(made.getHeaderString("Location")).isEqualTo("/v1/collections/things/records/b");
        assertThat(body(made)).contains("\"text\":\"new\"");
        assertThat(calls.recorded(made)).contains("\"action\":\"create\"", "\"fields\":[\"_id\",\"text\"]");
        assertThat(store.things().countDocuments()).isEqualTo(2);
    }

    @Test
    void makesARecordOnceForAKey() {
        for (int i = 0; i < 2; i++) {
            Response made = done("create", header("Idempotency-Key", "\"one-key\""));
            assertThat(made.getStatus()).isEqualTo(201);
        }
        assertThat(store.things().countDocuments()).isEqualTo(2);
    }

    @Test
    void changesTheRecordThatIsNamed() {
        Response changed = done("update", ANY);

        assertThat(changed.getStatus()).isEqualTo(200);
        assertThat(body(changed)).contains("\"text\":\"new\"").doesNotContain("planted");
        assertThat(calls.recorded(changed)).contains("\"action\":\"update\"", "\"fields\":[\"text\"]");
        assertThat(store.things().find().first())
                .isEqualTo(BsonDocument.parse("{_id: 'a', text: 'new', secret: 'planted'}"));
    }

    @Test
    void removesTheRecordThatIsNamed() {
        Response removed = done("delete", PLAIN);

        assertThat(removed.getStatus()).isEqualTo(204);
        assertThat(calls.recorded(removed)).contains("\"action\":\"delete\"", "\"outcome\":\"released\"");
        assertThat(store.things().countDocuments()).isZero();
    }

    @Test
    void recordsWhetherTheStoreDidIt() {
        assertThat(calls.recorded(done("create", PLAIN))).contains("\"done\":true");
        assertThat(calls.recorded(done("create", PLAIN)))
                .as("there is one")
                .contains("\"record.exists\"", "\"done\":false");
        assertThat(calls.recorded(done("update", ANY))).contains("\"done\":true");
        store.refuseChanges(121);
        assertThat(calls.recorded(done("update", ANY))).contains("\"record.refused\"", "\"done\":false");
        assertThat(calls.recorded(done("delete", PLAIN))).contains("\"record.refused\"", "\"done\":false");
        store.refuseChanges(91);
        assertThat(calls.recorded(done("update", ANY)))
                .as("nobody knows")
                .contains("\"write.unknown\"")
                .doesNotContain("\"done\"");
    }

    @Test
    void doesNothingThatIsNotPermitted() {
        endpoints().forEach((action, endpoint) -> {
            Response response = endpoint.answer(
                    calls.stating(Optional.of("planning")), query(""), action.equals("create") ? PLAIN : ANY);

            assertThat(response.getStatus()).as(action).isEqualTo(403);
            assertThat(body(response)).as(action).contains("access.denied");
            assertThat(calls.recorded(response)).as(action).contains("\"outcome\":\"denied\"");
        });
        assertUntouched();
    }

    @Test
    void doesNothingWithoutAPurpose() {
        endpoints().forEach((action, endpoint) -> {
            Response response = endpoint.answer(calls.stating(Optional.empty()), query(""), PLAIN);

            assertThat(response.getStatus()).as(action).isEqualTo(400);
            assertThat(body(response)).as(action).contains("purpose.missing");
            assertThat(calls.recorded(response)).contains("\"action\":\"" + action + "\"");
        });
        assertUntouched();
    }

    @Test
    void skipsNoParameterThatItDoesNotKnow() {
        endpoints().forEach((action, endpoint) -> {
            Response response = endpoint.answer(calls.stating(SUPPORT), query("canary=1"), ANY);

            assertThat(response.getStatus()).as(action).isEqualTo(400);
            assertThat(body(response)).as(action).contains("request.unknown-parameter");
        });
        assertUntouched();
    }

    /** Whoever sends one believes that it is honoured. */
    @Test
    void skipsNoConditionThatItDoesNotHonour() {
        endpoints().forEach((action, endpoint) -> {
            String other = action.equals("create") ? "If-Match" : "Idempotency-Key";
            for (String condition : new String[] {other, "If-None-Match", "If-Unmodified-Since"}) {
                Response response = endpoint.answer(calls.stating(SUPPORT), query(""), header(condition, "\"x\""));

                assertThat(response.getStatus()).as("%s %s", action, condition).isEqualTo(400);
                assertThat(body(response)).contains(condition);
            }
        });
        assertUntouched();
    }

    private void assertUntouched() {
        assertThat(store.reads()).isZero();
        assertThat(store.things().find()).containsExactly(HELD);
    }

    private ChangesResource resource(RequestMetadataReader metadata) {
        AuditedWriteService writes = WriteFixture.of(AUDIT.log(), store.changes());
        ProbeLimiter probes = SharedAccess.probes(RateLimiters.stopped());
        return new ChangesResource(
                calls.enforcement(),
                metadata,
                new CreateService(
                        new RecordCreator(writes, SharedAccess.views(), probes),
                        new IdempotentRequests(AUDIT.keys(), SampleSecrets.of(1))),
                new UpdateService(writes, SharedAccess.views(), probes));
    }
}
