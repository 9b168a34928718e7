package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.database.AuditDatabase;
import io.metagate.gateway.audit.database.AuditSchema;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.audit.idempotency.IdempotencyKeyState;
import io.metagate.gateway.audit.idempotency.IdempotencyKeys;
import io.metagate.gateway.audit.idempotency.SealedBytes;
import io.metagate.gateway.audit.search.AuditQuery;
import io.metagate.gateway.audit.search.AuditSearch;
import io.metagate.gateway.audit.search.StoredLeaf;
import io.metagate.gateway.fixture.BackgroundTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The narrow role of {@code docs/audit.md}, with exactly the grants that the page says. */
class DocumentedGrantsTest {

    private static final Path PAGE = Path.of("..", "docs", "audit.md");
    private static final Pattern GRANT = Pattern.compile("GRANT ([A-Z, ]+) ON ([^;]+?) TO gateway;");

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static AuditSettings owner;
    private static AuditSettings gateway;
    private static List<MatchResult> grants;

    /** Tables that the owner has made, and a role that has nothing but what the page grants. */
    @BeforeAll
    static void grant() throws Exception {
        grants = GRANT.matcher(Files.readString(PAGE)).results().toList();
        owner = SERVER.database("audit");
        SERVER.execute("CREATE ROLE gateway LOGIN");
        gateway = owner.as("gateway", Optional.empty());
        for (MatchResult grant : grants) {
            new AuditTable(owner).execute(grant.group());
        }
    }

    @Test
    void areEnoughToStartAndToServe() throws Exception {
        assertThat(grants).as("grants of " + PAGE).isNotEmpty();
        assertThat(startProblems()).isEmpty();
        assertThat(startProblems()).as("at the second start").isEmpty();

        AuditRecord record = SampleRecords.next();
        try (AuditLog log = new AuditLog(gateway.database(), gateway, BackgroundTasks.tasks())) {
            log.append(record);
            assertThat(log.trouble()).isEmpty();
        }
        try (AuditSearch search = new AuditSearch(gateway.database(), gateway)) {
            assertThat(search.page(AuditQuery.newest(10)).leaves())
                    .extracting(StoredLeaf::id)
                    .containsExactly(record.id());
        }
        useKeys();
    }

    /** Each right that the page grants, taken away: the gateway does not start, and says under which key to look. */
    @Test
    void areAllNeeded() throws Exception {
        List<String> unneeded = new ArrayList<>();
        int tried = 0;
        for (MatchResult grant : grants) {
            for (String right : names(grant.group(1)).toList()) {
                for (String object : objects(grant.group(2))) {
                    new AuditTable(owner).execute("REVOKE " + right + " ON " + object + " FROM gateway");
                    if (startProblems().stream().noneMatch(line -> line.startsWith("metagate.audit."))) {
                        unneeded.add(right + " ON " + object);
                    }
                    new AuditTable(owner).execute("GRANT " + right + " ON " + object + " TO gateway");
                    tried++;
                }
            }
        }
        assertThat(unneeded).isEmpty();
        assertThat(tried).isGreaterThan(9);
        assertThat(startProblems()).isEmpty();
    }

    private static Stream<String> names(String list) {
        return Pattern.compile(",\\s*").splitAsStream(list);
    }

    private static List<String> objects(String list) {
        Matcher schema = Pattern.compile("SCHEMA (.+)").matcher(list);
        return schema.matches()
                ? names(schema.group(1)).map(name -> "SCHEMA " + name).toList()
                : names(list).toList();
    }

    private static void useKeys() throws Exception {
        byte[] key = new byte[32];
        SealedBytes sealed = new SealedBytes(new byte[] {1});
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        try (IdempotencyKeys keys = new IdempotencyKeys(gateway.database(), gateway, BackgroundTasks.tasks())) {
            assertThat(keys.claim(key, key, sealed, first, waitBudget()))
                    .isEqualTo(new IdempotencyKeyState.Taken(sealed, false));
            keys.release(key, first, waitBudget());
            keys.claim(key, key, sealed, first, waitBudget());
            new AuditTable(owner).execute("UPDATE idempotency_key SET claimed = now() - interval '31 seconds'");
            keys.claim(key, key, sealed, second, waitBudget());
            keys.finish(key, second, waitBudget());
        }
        assertThat(new AuditTable(owner).value("SELECT done FROM idempotency_key"))
                .isEqualTo("t");
    }

    private static WaitBudget waitBudget() {
        return new WaitBudget(Duration.ofSeconds(10));
    }

    private static List<String> startProblems() {
        AuditDatabase database = gateway.database();
        return new AuditLogCheck(gateway, database, new AuditSchema(database)).problems();
    }
}
