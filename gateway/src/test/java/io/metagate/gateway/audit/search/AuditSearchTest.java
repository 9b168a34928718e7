package io.metagate.gateway.audit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.UuidV7;
import io.metagate.audit.merkle.MerkleHash;
import io.metagate.audit.merkle.MerkleLeaf;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditSettings;
import io.metagate.gateway.audit.AuditTable;
import io.metagate.gateway.audit.PostgresServer;
import io.metagate.gateway.audit.SampleRecords;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.test.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditSearchTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static AuditSettings settings;
    private static List<AuditRecord> newestFirst;

    @AutoClose
    private static AuditSearch search;

    /** A hundred accesses, one a second from noon, by three principals and two clients. */
    @BeforeAll
    static void fillTheLog() throws Exception {
        settings = SERVER.database("audit");
        search = new AuditSearch(settings.database(), settings);
        Random random = new Random(5);
        List<AuditRecord> records = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(i -> SampleRecords.by(
                        new UuidV7(() -> NOON.plusSeconds(i), random).next(), "principal-" + i % 3, "client-" + i % 2))
                .toList());
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            for (AuditRecord record : records) {
                log.append(record);
            }
        }
        Collections.reverse(records);
        newestFirst = List.copyOf(records);
    }

    @Test
    void findsTheNewestFirst() throws Exception {
        assertThat(ids(AuditQuery.newest(10))).isEqualTo(expected(newestFirst).subList(0, 10));
    }

    @Test
    void givesTheBytesThatWereHashed() throws Exception {
        StoredLeaf found = search.page(AuditQuery.newest(1)).leaves().get(0);

        assertThat(found.bytes()).isEqualTo(MerkleLeaf.of(newestFirst.get(0)).bytes());
        assertThat(found.hash()).isEqualTo(MerkleHash.ofLeaf(found.bytes()));
        assertThat(found.json()).startsWith("{\"action\":\"search\"");
    }

    @Test
    void walksAllPagesWithoutGapOrRepetition() throws Exception {
        List<UUID> walked = new ArrayList<>();
        Optional<UUID> before = Optional.empty();
        do {
            AuditPage page = search.page(new AuditQuery(Map.of(), Optional.empty(), Optional.empty(), before, 7));
            page.leaves().forEach(leaf -> walked.add(leaf.id()));
            before = page.next();
        } while (before.isPresent());
        assertThat(walked).isEqualTo(expected(newestFirst));
    }

    @Test
    void combinesFiltersAndTimes() throws Exception {
        List<UUID> expected = expected(newestFirst.stream()
                .filter(r -> r.actor().principal().equals(Optional.of("principal-1")))
                .filter(r -> r.actor().client().equals(Optional.of("client-0")))
                .filter(r -> !r.time().isBefore(NOON.plusSeconds(16)))
                .filter(r -> r.time().isBefore(NOON.plusSeconds(70)))
                .toList());

        assertThat(expected).hasSize(9);
        assertThat(ids(new AuditQuery(
                        Map.of(AuditFilter.PRINCIPAL, "principal-1", AuditFilter.CLIENT, "client-0"),
                        Optional.of(NOON.plusSeconds(16)),
                        Optional.of(NOON.plusSeconds(70)),
                        Optional.empty(),
                        1000)))
                .isEqualTo(expected);
    }

    @Test
    void filtersByEveryFilter() throws Exception {
        Map<AuditFilter, String> all = Map.of(
                AuditFilter.PRINCIPAL, "principal-1",
                AuditFilter.CLIENT, "client-1",
                AuditFilter.COLLECTION, "accounts",
                AuditFilter.ACTION, "search",
                AuditFilter.PURPOSE, "customer-support",
                AuditFilter.OUTCOME, "released");
        assertThat(all).containsOnlyKeys(AuditFilter.values());

        for (Map.Entry<AuditFilter, String> of : all.entrySet()) {
            AuditFilter filter = of.getKey();
            assertThat(ids(by(filter, of.getValue()))).as(filter.wireName()).isNotEmpty();
            assertThat(ids(by(filter, "' OR true --"))).as(filter.wireName()).isEmpty();
        }
    }

    @Test
    void refusesPagesOfAnySize() {
        assertThatIllegalArgumentException().isThrownBy(() -> AuditQuery.newest(0));
        assertThatIllegalArgumentException().isThrownBy(() -> AuditQuery.newest(1001));
        assertThat(AuditQuery.newest(1000).limit()).isEqualTo(1000);
    }

    @Test
    void saysThatTheLogIsUnavailableWhenItCannotBeRead() {
        AuditSettings nowhere = AuditSettings.of(settings.url() + "_gone", settings.user());

        try (AuditSearch lost = new AuditSearch(nowhere.database(), nowhere)) {
            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(() -> lost.page(AuditQuery.newest(1)))
                    .returns(AuditUnavailable.Reason.UNREADABLE, AuditUnavailable::reason);
        }
    }

    @Test
    void endsASearchAtItsDeadline() throws Exception {
        AuditSettings hasty = new AuditSettings(
                settings.url(),
                settings.user(),
                Optional.empty(),
                1,
                1,
                1,
                Duration.ofSeconds(2),
                Duration.ofMillis(300));
        try (var connection = settings.database().connect(Duration.ofSeconds(10));
                var lock = connection.createStatement();
                AuditSearch brief = new AuditSearch(hasty.database(), hasty)) {
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE audit_record IN ACCESS EXCLUSIVE MODE");

            assertThatExceptionOfType(AuditUnavailable.class).isThrownBy(() -> brief.page(AuditQuery.newest(1)));
        }
    }

    /** Each few rows come in time; all of them together do not. */
    @Test
    void endsASearchAtItsDeadlineAlsoBetweenItsRows() throws Exception {
        AuditSettings slow = SERVER.database("slow");
        AuditTable table = new AuditTable(slow);
        table.execute("ALTER TABLE audit_record RENAME TO all_records");
        table.execute("CREATE FUNCTION slowly(leaf bytea) RETURNS bytea LANGUAGE sql VOLATILE"
                + " AS 'SELECT leaf FROM pg_sleep(0.01)'");
        table.execute("INSERT INTO all_records (id, time, action, outcome, leaf, leaf_hash)"
                + " SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, now(), 'read', 'released',"
                + " '{}', sha256('\\x007b7d') FROM generate_series(1, 1000) n");
        table.execute("CREATE VIEW audit_record AS SELECT id, slowly(leaf) AS leaf, leaf_hash FROM all_records"
                + " ORDER BY id DESC");
        AuditSettings hasty = new AuditSettings(
                slow.url(), slow.user(), Optional.empty(), 1, 1, 1, Duration.ofSeconds(2), Duration.ofSeconds(2));
        try (AuditSearch brief = new AuditSearch(hasty.database(), hasty)) {
            assertThat(brief.page(AuditQuery.newest(3)).leaves()).hasSize(3);
            assertThatExceptionOfType(AuditUnavailable.class).isThrownBy(() -> brief.page(AuditQuery.newest(1000)));
        }
    }

    @Test
    void logsWhyTheLogCannotBeReadOnceForMany() throws Exception {
        SERVER.execute("CREATE ROLE blind LOGIN");
        new AuditTable(settings).execute("GRANT USAGE ON SCHEMA metagate TO blind");
        AuditSettings blind = settings.as("blind", Optional.empty());
        try (CapturedLog log = new CapturedLog();
                AuditSearch refused = new AuditSearch(blind.database(), blind)) {
            for (int n = 0; n < 5; n++) {
                assertThatExceptionOfType(AuditUnavailable.class).isThrownBy(() -> refused.page(AuditQuery.newest(1)));
            }
            assertThat(log.text()).containsOnlyOnce("audit log not read: sqlState=42501 (");
            assertThat(log.text()).doesNotContain("permission denied");
        }
    }

    @Test
    void sharesFewConnectionsAmongManySearches() throws Exception {
        ExecutorService auditors = Executors.newFixedThreadPool(12);
        try (var connection = settings.database().connect(Duration.ofSeconds(10));
                var lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE audit_record IN ACCESS EXCLUSIVE MODE");
            List<Future<AuditPage>> pages = Stream.generate(
                            () -> auditors.submit(() -> search.page(AuditQuery.newest(1))))
                    .limit(12)
                    .toList();
            Eventually.holds("as many search as may", () -> searchers(" AND wait_event_type = 'Lock'") >= 4);
            for (int n = 0; n < 20; n++) {
                assertThat(searchers("")).isLessThanOrEqualTo(AuditSearch.CONNECTIONS);
            }
            connection.rollback();

            for (Future<AuditPage> page : pages) {
                assertThat(page.get().leaves()).hasSize(1);
            }
            assertThat(searchers("")).isBetween(1L, (long) AuditSearch.CONNECTIONS);
        } finally {
            auditors.shutdownNow();
        }
    }

    /** How many connections there are whose last statement was a search, or its end. */
    private static long searchers(String condition) throws SQLException {
        return Long.parseLong(new AuditTable(settings)
                .value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND query ~ '^(SELECT id, leaf, leaf_hash FROM|COMMIT)'" + condition));
    }

    private static AuditQuery by(AuditFilter filter, String value) {
        return new AuditQuery(Map.of(filter, value), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
    }

    private static List<UUID> ids(AuditQuery query) throws AuditUnavailable {
        return search.page(query).leaves().stream().map(StoredLeaf::id).toList();
    }

    private static List<UUID> expected(List<AuditRecord> records) {
        return records.stream().map(AuditRecord::id).toList();
    }
}
