package io.metagate.gateway.access;

import static io.metagate.gateway.enforcement.ResourceCalls.PLAIN;
import static io.metagate.gateway.enforcement.ResourceCalls.body;
import static io.metagate.gateway.enforcement.ResourceCalls.header;
import static io.metagate.gateway.enforcement.ResourceCalls.json;
import static io.metagate.gateway.enforcement.ResourceCalls.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.access.token.DetokenizationService;
import io.metagate.gateway.access.token.TokensResource;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.enforcement.ResourceCalls;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.enforcement.export.ExportBench;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.store.ChangingStore;
import io.metagate.policy.decision.PolicySet;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All resources that read: each request is recorded as what it is, and asks the store for nothing without a purpose.
 */
class DataResourcesTest {

    private static final Optional<String> SUPPORT = Optional.of(ThingsPolicies.PURPOSE);

    private static final PolicySet READERS = ThingsPolicies.with("""
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: exporters}
            spec:
              effect: permit
              principals: {roles: [exporter]}
              purposes: [support]
              collections: [things]
              actions: [export]
              fields: [{class: public, read: clear, filter: [exact]}]
            """);

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final ChangingStore store = new ChangingStore();
    private ResourceCalls calls;

    @BeforeEach
    void holdOneThing() {
        calls = new ResourceCalls(AUDIT, SearchPolicies.POLICIES, "seeker", "metagate-auditor");
        store.things().insertOne(BsonDocument.parse("{_id: 'a', text: 't', username: 'jane.roe', secret: 'planted'}"));
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
        all.put("read", (metadata, uri, headers) -> records(metadata)
                .read(ThingsPolicies.COLLECTION, "a", uri, headers));
        all.put("search list", (metadata, uri, headers) -> records(metadata)
                .list(ThingsPolicies.COLLECTION, uri, headers));
        all.put("search", (metadata, uri, headers) -> records(metadata)
                .search(ThingsPolicies.COLLECTION, uri, headers, json("{}")));
        all.put("count", (metadata, uri, headers) -> records(metadata)
                .count(ThingsPolicies.COLLECTION, uri, headers, json("{}")));
        all.put("export", (metadata, uri, headers) -> records(metadata)
                .export(ThingsPolicies.COLLECTION, uri, headers, json("{}")));
        all.put("describe", (metadata, uri, headers) -> collections(metadata).list(uri, headers));
        all.put("describe one", (metadata, uri, headers) -> collections(metadata)
                .describe(ThingsPolicies.COLLECTION, uri, headers));
        all.put("explain", (metadata, uri, headers) -> decisions(metadata)
                .explain(uri, headers, json("{'collection':'things'}")));
        all.put("reveal", (metadata, uri, headers) -> tokens(metadata)
                .reveal(ThingsPolicies.COLLECTION, uri, headers, json("{'field':'username','tokens':['x']}")));
        return all;
    }

    @Test
    void recordsEachAsWhatItIs() {
        endpoints().forEach((action, endpoint) -> {
            Response response = endpoint.answer(calls.stating(SUPPORT), query(""), PLAIN);

            assertThat(calls.recorded(response))
                    .as(action)
                    .contains("\"action\":\"" + action.split(" ", 2)[0] + "\"")
                    .contains("\"purpose\":\"support\"")
                    .doesNotContain("jane", "planted");
            assertThat(response.getStatus()).as(action).isEqualTo(action.equals("reveal") ? 403 : 200);
        });
    }

    @Test
    void answersNoneWithoutAPurpose() {
        endpoints().forEach((action, endpoint) -> {
            Response response = endpoint.answer(calls.stating(Optional.empty()), query(""), PLAIN);

            assertThat(response.getStatus()).as(action).isEqualTo(400);
            assertThat(body(response)).as(action).contains("purpose.missing", "Metagate-Purpose");
        });
        assertThat(store.reads()).isZero();
    }

    @Test
    void skipsNoParameterThatItDoesNotKnow() {
        endpoints().forEach((action, endpoint) -> {
            Response response = endpoint.answer(calls.stating(SUPPORT), query("canary=1"), PLAIN);

            assertThat(response.getStatus()).as(action).isEqualTo(400);
            assertThat(body(response)).as(action).contains("request.unknown-parameter");
        });
        assertThat(store.reads()).isZero();
    }

    /** Whoever sends one believes that it is honoured. */
    @Test
    void skipsNoConditionThatItDoesNotHonour() {
        endpoints().forEach((action, endpoint) -> {
            for (String condition : Set.of("If-Match", "If-None-Match", "If-Unmodified-Since")) {
                if (!(action.equals("read") && condition.equals("If-None-Match"))) {
                    Response response = endpoint.answer(calls.stating(SUPPORT), query(""), header(condition, "\"x\""));

                    assertThat(response.getStatus())
                            .as("%s %s", action, condition)
                            .isEqualTo(400);
                    assertThat(body(response)).contains(condition);
                }
            }
        });
        assertThat(store.reads()).isZero();
    }

    /** Of readers, whose permits grant no scan. */
    @Test
    void letsTheStoreReadNotAllRecordsForOneQuery() {
        calls = new ResourceCalls(AUDIT, READERS, "reader", "exporter");
        RecordsResource records = records(calls.stating(SUPPORT));
        String unindexed = "{'filter':{'text':'t'}}";

        for (Response response : List.of(
                records.search(ThingsPolicies.COLLECTION, query(""), PLAIN, json(unindexed)),
                records.count(ThingsPolicies.COLLECTION, query(""), PLAIN, json(unindexed)),
                records.export(ThingsPolicies.COLLECTION, query(""), PLAIN, json(unindexed)))) {
            assertThat(body(response)).contains("filter.not-indexed");
        }
        assertThat(store.reads()).isZero();
    }

    @Test
    void tellsAReaderNothingNewOfARecordThatItHas() {
        Response seen = records(calls.stating(SUPPORT)).read(ThingsPolicies.COLLECTION, "a", query(""), PLAIN);
        Response same = records(calls.stating(SUPPORT))
                .read(ThingsPolicies.COLLECTION, "a", query(""), header("If-None-Match", seen.getHeaderString("ETag")));

        assertThat(body(seen)).contains("***oe").doesNotContain("jane", "planted");
        assertThat(same.getStatus()).isEqualTo(304);
    }

    @Test
    void listsTheCollectionsAndActionsOfThePrincipalAndNoOther() {
        Response seeker = collections(calls.stating(SUPPORT)).list(query(""), PLAIN);
        Response planner = collections(calls.stating(Optional.of("planning"))).list(query(""), PLAIN);

        assertThat(body(seeker))
                .isEqualTo(
                        "{\"collections\":[{\"name\":\"things\",\"actions\":[\"read\",\"search\",\"count\",\"export\"]}]}");
        assertThat(body(planner)).isEqualTo("{\"collections\":[]}");
    }

    @Test
    void describesNoCollectionThatThePrincipalDoesNotHave() {
        CollectionsResource seeker = collections(calls.stating(SUPPORT));

        assertThat(body(seeker.describe(ThingsPolicies.COLLECTION, query(""), PLAIN)))
                .contains("\"text\"", "\"username\"")
                .doesNotContain("secret");
        Response hidden = collections(calls.stating(Optional.of("planning")))
                .describe(ThingsPolicies.COLLECTION, query(""), PLAIN);
        Response missing = seeker.describe("canary", query(""), PLAIN);
        assertThat(hidden.getStatus()).isEqualTo(403);
        assertThat(missing.getStatus()).isEqualTo(403);
        assertThat(calls.recorded(hidden)).contains("\"collection\":\"things\"");
        assertThat(calls.recorded(missing)).doesNotContain("canary");
    }

    @Test
    void explainsDecisionsAboutOthersToExplainersAlone() {
        String asked = "{'collection':'things','filter':{'text':'canary'},'as':{'roles':['seeker']}}";
        Response told = decisions(calls.stating(SUPPORT)).explain(query(""), PLAIN, json(asked));
        ResourceCalls others = new ResourceCalls(AUDIT, SearchPolicies.POLICIES, "seeker");
        Response refused = new DecisionsResource(
                        others.enforcement(),
                        others.stating(SUPPORT),
                        () -> Set.of("metagate-auditor"),
                        SearchPolicies.costs())
                .explain(query(""), PLAIN, json(asked));

        assertThat(body(told)).contains("seekers", "things.yaml");
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(body(refused)).contains("role.missing").doesNotContain("seekers");
        assertThat(calls.recorded(told))
                .contains("\"collection\":\"things\"", "{text:{$eq:?}}")
                .doesNotContain("canary");
    }

    @Test
    void explainsTheOwnDecisionWithoutTheNamesOfPolicies() {
        ResourceCalls reader = new ResourceCalls(AUDIT, ThingsPolicies.POLICIES, "reader");
        DecisionsResource resource = new DecisionsResource(
                reader.enforcement(),
                reader.stating(SUPPORT),
                () -> Set.of("metagate-auditor"),
                SearchPolicies.costs());

        assertThat(body(resource.explain(query(""), PLAIN, json("{'collection':'things','filter':{'text':'canary'}}"))))
                .contains("needs an index; there is none")
                .doesNotContain("all-things", "things.yaml", "canary");
        assertThat(body(resource.explain(
                        query(""), PLAIN, json("{'collection':'things','filter':{'secret':'canary'}}"))))
                .doesNotContain("index", "canary");
    }

    private RecordsResource records(RequestMetadataReader metadata) {
        ProbeLimiter probes = new ProbeLimiter(RateLimiters.stopped());
        return new RecordsResource(
                calls.enforcement(),
                metadata,
                new RecordService(
                        store.records(),
                        SearchPolicies.cursors(),
                        SearchPolicies.costs(),
                        probes,
                        SharedAccess.views()),
                new CountService(store.counts(), SearchPolicies.costs(), probes),
                new ExportService(
                        store.records(),
                        SearchPolicies.cursors(),
                        SearchPolicies.costs(),
                        probes,
                        new ExportBench(AUDIT).exports()));
    }

    private CollectionsResource collections(RequestMetadataReader metadata) {
        return new CollectionsResource(calls.enforcement(), metadata);
    }

    private DecisionsResource decisions(RequestMetadataReader metadata) {
        return new DecisionsResource(
                calls.enforcement(), metadata, () -> Set.of("metagate-auditor"), SearchPolicies.costs());
    }

    private TokensResource tokens(RequestMetadataReader metadata) {
        return new TokensResource(
                calls.enforcement(), metadata, new DetokenizationService(new ProbeLimiter(RateLimiters.stopped())));
    }
}
