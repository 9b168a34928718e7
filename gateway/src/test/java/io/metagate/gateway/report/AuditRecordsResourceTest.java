package io.metagate.gateway.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metagate.gateway.audit.AuditSettings;
import io.metagate.gateway.audit.AuditTable;
import io.metagate.gateway.audit.PostgresServer;
import io.metagate.gateway.audit.search.AuditPage;
import io.metagate.gateway.audit.search.AuditQuery;
import io.metagate.gateway.audit.search.AuditSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditRecordsResourceTest {

    private static final int RECORDS = 1100;
    private static final int HUGE = 400;
    private static final int BOUND = 4 * 1024 * 1024;

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    @AutoClose
    private static AuditSearch search;

    /** Leaves of up to 16 KiB with letters of one to three bytes, and one that is larger than a page. */
    @BeforeAll
    static void fillTheLog() throws Exception {
        AuditSettings settings = SERVER.database("audit");
        search = new AuditSearch(settings.database(), settings);
        new AuditTable(settings)
                .execute("WITH leaves AS (SELECT n, convert_to('{\"n\":' || n || ',\"pad\":\"'"
                        + " || repeat((ARRAY['x', 'é', '€'])[1 + n %% 3], CASE n WHEN %d THEN 2200000".formatted(HUGE)
                        + " ELSE 5300 END) || '\"}', 'UTF8') AS leaf FROM generate_series(1, %d) n)".formatted(RECORDS)
                        + " INSERT INTO audit_record (id, time, action, outcome, leaf, leaf_hash)"
                        + " SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, now(), 'read',"
                        + " 'released', leaf, sha256('\\x00'::bytea || leaf) FROM leaves");
    }

    @Test
    void endsEachPageAtItsBoundInBytesAndGivesEveryRecordOnceInOrder() throws Exception {
        List<String> bodies = bodies(1000);

        assertThat(numbers(bodies)).isEqualTo(newestFirst());
        assertThat(bodies).hasSizeGreaterThan(3);
        assertThat(bodies.stream().filter(body -> body.getBytes(UTF_8).length > BOUND))
                .as("the page of the one record that is larger")
                .singleElement()
                .satisfies(body -> assertThat(numbers(List.of(body))).containsExactly(HUGE));
        assertThat(bodies.stream().filter(body -> body.getBytes(UTF_8).length > BOUND - 20_000))
                .as("pages that are full")
                .hasSizeGreaterThan(1);
    }

    @Test
    void endsEachPageAtItsLimitWhereThatIsSooner() throws Exception {
        List<String> bodies = bodies(50);

        assertThat(numbers(bodies)).isEqualTo(newestFirst());
        assertThat(bodies.stream().filter(body -> numbers(List.of(body)).size() == 50))
                .hasSizeGreaterThan(RECORDS / 50 - 3);
    }

    @Test
    void hasNoRecordsAndNoNextPageWhereNothingIsFound() {
        assertThat(AuditRecordsResource.body(new AuditPage(List.of(), Optional.empty())))
                .isEqualTo("{\"records\":[],\"next\":null}");
    }

    /** The bodies of all pages, each asked for with what the one before says. */
    private static List<String> bodies(int limit) throws Exception {
        List<String> bodies = new ArrayList<>();
        Optional<UUID> before = Optional.empty();
        do {
            String body = AuditRecordsResource.body(
                    search.page(new AuditQuery(Map.of(), Optional.empty(), Optional.empty(), before, limit)));
            bodies.add(body);
            before = Optional.ofNullable(json(body).get("next").textValue()).map(UUID::fromString);
        } while (before.isPresent());
        return bodies;
    }

    private static List<Integer> numbers(List<String> bodies) {
        return bodies.stream()
                .flatMap(body -> json(body).get("records").findValues("n").stream())
                .map(JsonNode::intValue)
                .collect(Collectors.toList());
    }

    private static List<Integer> newestFirst() {
        return IntStream.rangeClosed(1, RECORDS).mapToObj(n -> RECORDS + 1 - n).toList();
    }

    private static JsonNode json(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
