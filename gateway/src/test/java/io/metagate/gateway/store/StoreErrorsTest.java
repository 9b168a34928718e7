package io.metagate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.ServerAddress;
import io.metagate.gateway.fixture.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of an error the code and its name are told, and nothing of its message, which may quote a record (P7). */
class StoreErrorsTest {

    private static final String PLANTED = "alice@example.com";

    private final MemoryStore memory = new MemoryStore();
    private final MetadataStore store = memory.stores(memory.settings()).all().get(0);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final StoreErrors errors = new StoreErrors(meters, now::get);

    @AfterEach
    void stopStore() {
        memory.close();
    }

    @Test
    void tellsNothingOfWhatTheStoreSays() {
        try (CapturedLog log = new CapturedLog()) {
            StoreUnavailable passing = errors.of(store, refusal(112, "WriteConflict"));
            StoreUnavailable unsupported = errors.of(store, refusal(59, PLANTED));
            StoreUnavailable silent = errors.of(store, new MongoException(PLANTED));

            assertThat(passing).hasMessage("the store answered with error 112 WriteConflict");
            assertThat(unsupported)
                    .isInstanceOf(StoreRejection.class)
                    .hasMessage("the store answered with error 59 CommandNotFound");
            assertThat(silent).hasMessage("the store gave no answer");
            assertThat(errors.told(store)).hasSize(2);
            assertThat(errors.told(store).toString()).doesNotContain("alice");
            assertThat(meters.getMeters().toString()).doesNotContain("alice");
            assertThat(log.text())
                    .contains(
                            "the store default answered with error 112 WriteConflict, 1 so far: it may pass",
                            "error 59 CommandNotFound, 1 so far: its engine is not able to do what it was asked")
                    .doesNotContain("alice");
        }
    }

    @Test
    void logsEachErrorOnceAMinuteAndCountsIt() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 3; i++) {
                errors.of(store, refusal(13, "Unauthorized"));
            }
            now.set(Instant.EPOCH.plus(Duration.ofSeconds(59)));
            errors.of(store, refusal(13, "Unauthorized"));
            assertThat(told(log)).isEqualTo(1);

            now.set(Instant.EPOCH.plus(Duration.ofMinutes(1)));
            errors.of(store, refusal(13, "Unauthorized"));
            assertThat(told(log)).isEqualTo(2);
            assertThat(log.text()).contains("5 so far: the gateway's user may not do what it was asked");
        }
        assertThat(meters.counter("metagate.store.errors", "store", "default", "code", "13", "name", "Unauthorized")
                        .count())
                .isEqualTo(5);
        assertThat(errors.told(store)).containsExactly("13 Unauthorized (5, last at 1970-01-01T00:01:00Z)");
    }

    @Test
    void hasNoMoreSeriesThanItMayHoweverManyErrorsThereAre() {
        for (int code = 1_000; code < 1_200; code++) {
            errors.of(store, refusal(code, "Error" + code));
        }

        assertThat(meters.getMeters()).hasSizeLessThanOrEqualTo(65);
        assertThat(meters.counter("metagate.store.errors", "store", "default", "code", "0", "name", "other")
                        .count())
                .isEqualTo(136);
    }

    @Test
    void tellsAQueryThatTookTooLongFromAStoreThatFails() {
        assertThat(errors.ofQuery(store, new MongoExecutionTimeoutException(50, PLANTED)))
                .isInstanceOf(QueryTooSlow.class);
        assertThat(errors.ofQuery(store, refusal(112, "WriteConflict"))).isInstanceOf(StoreUnavailable.class);
    }

    private static long told(CapturedLog log) {
        return log.text()
                .lines()
                .filter(line -> line.contains(" answered with error 13 Unauthorized, "))
                .count();
    }

    private static MongoCommandException refusal(int code, String name) {
        return new MongoCommandException(
                BsonDocument.parse("{ok: 0, errmsg: '%s', code: %d, codeName: '%s'}".formatted(PLANTED, code, name)),
                new ServerAddress());
    }
}
