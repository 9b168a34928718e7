package io.metagate.it.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.mongodb.client.MongoCollection;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.ScratchStore;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Concurrent;
import io.metagate.test.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * To whoever may see and use everything, a search gives what the driver gives: the same records, with the same content,
 * in the same order.
 */
class EquivalenceIT {

    private static final int RECORDS = 300;
    private static final int QUERIES = 5_000;
    private static final int CLIENTS = 2;
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String POLICIES = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: customer-support}
            spec: {description: Answering a request., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: things}
            spec:
              store: {database: backup, collection: things}
              id: {type: string, class: public}
              fields:
                number:       {type: int,    class: public}
                text:         {type: string, class: public}
                date:         {type: date,   class: public}
                ratio:        {type: double,   class: public}
                amount:       {type: decimal,  class: public}
                flag:         {type: bool,     class: public}
                ref:          {type: objectId, class: public}
                key:          {type: uuid,     class: public}
                inner.number: {type: int,    class: public}
                tags:         {type: string, class: public}
                parts.name:   {type: string, class: public}
                parts.size:   {type: int,    class: public}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: everything}
            spec:
              mode: active
              effect: permit
              principals: {roles: [support-agent]}
              purposes: [customer-support]
              collections: [things]
              actions: [search]
              scan: true
              fields: [{class: public, read: clear, filter: [exact, range, prefix, exists], sort: true}]
            """;

    private static final ScratchStore STORE = ScratchStore.start();
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        Workspace workspace = Workspace.fresh("equivalence");
        Path policies = policies(workspace);
        gateway = GatewayFixture.start(workspace, AuditServer.shared(), told -> told.store(STORE.uri())
                .allowingOpenStore()
                .policies(policies));
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        STORE.close();
    }

    @Test
    void findsWhatTheDriverFinds() {
        long seed = Seeded.seed("EquivalenceIT");
        MongoCollection<Document> things = STORE.database().getCollection("things");
        RandomRecords records = new RandomRecords(new Random(seed));
        things.insertMany(IntStream.range(0, RECORDS).mapToObj(records::record).toList());
        ApiClient caller = gateway.caller(Persona.SUPPORT_AGENT);
        long found =
                Concurrent.map(CLIENTS, QUERIES, query -> compare(caller, things, new RandomQueries(seed + query)))
                        .stream()
                        .mapToLong(count -> count)
                        .sum();
        assertThat(found).as("some queries find much").isGreaterThan(QUERIES * 10L);
    }

    /** How many records both found. */
    private static long compare(ApiClient caller, MongoCollection<Document> things, RandomQueries random) {
        RandomQueries.Filter filter = random.filter();
        List<String> sort = random.sort();
        List<JsonNode> expected = new ArrayList<>();
        things.find(filter.stored()).sort(order(sort)).forEach(record -> expected.add(json(record)));
        List<JsonNode> found = search(caller, filter.asked(), sort, random.limit());
        assertThat(found)
                .as(() -> filter.asked().toJson() + " by " + sort)
                .usingElementComparator((one, other) -> one.equals(other) ? 0 : 1)
                .isEqualTo(expected);
        return found.size();
    }

    private static List<JsonNode> search(ApiClient caller, Document filter, List<String> sort, int limit) {
        List<JsonNode> found = new ArrayList<>();
        Document body = new Document("filter", filter).append("sort", sort).append("limit", limit);
        JsonNode next;
        do {
            ApiResponse reply = caller.search("things", body.toJson(RELAXED));
            assertThat(reply.status()).as(() -> body.toJson() + reply.body()).isEqualTo(200);
            reply.json().path("records").forEach(found::add);
            next = reply.json().path("next");
            body.append("cursor", next.textValue());
        } while (next.isTextual());
        return found;
    }

    private static Document order(List<String> sort) {
        Document order = new Document();
        int last = 1;
        for (String key : sort) {
            last = key.startsWith("-") ? -1 : 1;
            order.append(key.startsWith("-") ? key.substring(1) : key, last);
        }
        order.putIfAbsent("_id", last);
        return order;
    }

    /**
     * A record as it is, but for an identifier of another type than the declared one, and objects without anything in
     * them: those look as if something hidden were in them.
     */
    private static JsonNode json(Document record) {
        record.entrySet().removeIf(field -> field.getKey().equals("_id") && !(field.getValue() instanceof String));
        record.values().removeIf(value -> value instanceof Document inner && inner.isEmpty());
        try {
            return JSON.readTree(record.toJson(RELAXED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path policies(Workspace workspace) {
        try {
            Path folder = Files.createDirectories(workspace.folder().resolve("open"));
            Files.writeString(folder.resolve("policies.yaml"), STORE.policies(POLICIES));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
