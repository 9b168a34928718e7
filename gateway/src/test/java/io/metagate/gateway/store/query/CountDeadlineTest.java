package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.QueryTooSlow;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One request has the store's time for one query, however many queries it takes. */
class CountDeadlineTest {

    private static final Field TEXT = field("text");
    private static final Field USERNAME = field("username");
    private static final int SMALLEST = 3;

    private final SlowBackend backend = new SlowBackend();
    private final MemoryStore store = new MemoryStore(backend);
    private final long timeout = store.settings().timeout().toMillis();
    private final RecordCounter counts = new RecordCounter(
            MemoryStore.access(store.stores(store.settings()), new UnauthenticatedStoreGuard()), backend.nanos::get);

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void givesAllQueriesOfACountByValueTheTimeOfOne() {
        hold(40, i -> "t" + i % 10, i -> "u" + i % 2);
        backend.takes(Duration.ofMillis(timeout * 4 / 10));

        assertThatExceptionOfType(QueryTooSlow.class).isThrownBy(this::groups);

        assertThat(backend.asked).hasSize(3);
        assertThat(backend.asked.get(0)).isEqualTo(timeout);
        assertThat(backend.asked.get(1)).isEqualTo(timeout * 6 / 10);
        assertThat(backend.asked.get(2)).isEqualTo(timeout * 2 / 10);
    }

    @Test
    void givesAllQueriesOfATotalTheTimeOfOne() {
        hold(40, i -> "t", i -> "u" + i / 15);
        backend.takes(Duration.ofMillis(timeout * 3 / 10));
        assertThat(total()).hasValue(40);
        assertThat(backend.commands).containsExactly("find", "find", "aggregate");
        assertThat(backend.asked).containsExactly(timeout, timeout * 7 / 10, timeout * 4 / 10);

        backend.commands.clear();
        backend.takes(Duration.ofMillis(timeout * 6 / 10));
        assertThatExceptionOfType(QueryTooSlow.class).isThrownBy(this::total);
        assertThat(backend.commands).containsExactly("find", "find");
    }

    /**
     * What is refused here would be refused in the same way for a group of few people, whose count nobody may learn.
     */
    @Test
    void refusesACountWhosePeopleTakeTooLongAsAWhole() {
        hold(40, i -> "t", i -> "u" + i);
        backend.takes(Duration.ofMillis(timeout + 1));

        assertThatExceptionOfType(QueryTooSlow.class).isThrownBy(this::total);
        assertThat(backend.commands).containsExactly("find");
        backend.commands.clear();
        assertThatExceptionOfType(QueryTooSlow.class).isThrownBy(this::groups);
        assertThat(backend.commands).containsExactly("aggregate");
    }

    @Test
    void refusesACountWhosePeopleTheStoreGivesUp() {
        hold(40, i -> "t" + i % 2, i -> "u" + i);
        backend.givesUp = true;

        assertThatExceptionOfType(QueryTooSlow.class).isThrownBy(this::total);
        assertThatExceptionOfType(QueryTooSlow.class).isThrownBy(this::groups);
        assertThat(backend.commands).containsExactly("find", "aggregate", "find");
    }

    /** Neither does a small total tell by its queries how many records there are. */
    @Test
    void asksNoSecondTimeWhereTheFirstReadEverything() {
        hold(11, i -> "t", i -> "jane");
        assertThat(total()).isEmpty();
        assertThat(backend.commands).containsExactly("find");

        backend.commands.clear();
        assertThat(groups()).isEmpty();
        assertThat(backend.commands).containsExactly("aggregate", "find");

        hold(12, i -> "t", i -> "jane");
        assertThat(total()).isEmpty();
        assertThat(backend.commands).as("there may be more").containsExactly("find", "find");

        hold(0, i -> "t", i -> "jane");
        assertThat(total()).isEmpty();
        assertThat(backend.commands).containsExactly("find");
    }

    private List<CountGroup> groups() {
        return counts.groups(query(), TEXT, people(), SMALLEST, "test");
    }

    private OptionalLong total() {
        return counts.total(query(), people(), SMALLEST, "test");
    }

    private static PermittedQuery query() {
        return ThingsPolicies.permitted(Query.count(Predicate.all(), Optional.of(TEXT.path())))
                .query();
    }

    private static Optional<Collection> people() {
        Collection things = ThingsPolicies.POLICIES
                .catalogue()
                .collection(ThingsPolicies.COLLECTION)
                .orElseThrow();
        DataSubject known = new DataSubject(USERNAME.path(), "account");
        return Optional.of(
                new Collection("things", things.store(), things.id(), Optional.of(known), List.of(TEXT, USERNAME)));
    }

    private static Field field(String path) {
        return ThingsPolicies.POLICIES
                .catalogue()
                .collection(ThingsPolicies.COLLECTION)
                .flatMap(things -> things.field(FieldPath.of(path)))
                .orElseThrow();
    }

    private void hold(int records, IntFunction<String> text, IntFunction<String> username) {
        store.things().deleteMany(new BsonDocument());
        IntStream.range(0, records).forEach(i -> store.things()
                .insertOne(BsonDocument.parse(
                        "{_id: 'r%d', text: '%s', username: '%s'}".formatted(i, text.apply(i), username.apply(i)))));
        backend.commands.clear();
        backend.asked.clear();
    }

    /** A store whose every query takes so long on a clock that nothing else moves. */
    private static final class SlowBackend extends MemoryBackend {

        private final AtomicLong nanos = new AtomicLong();
        private final List<String> commands = new CopyOnWriteArrayList<>();
        private final List<Long> asked = new CopyOnWriteArrayList<>();
        private volatile Duration time = Duration.ZERO;
        private volatile boolean givesUp;

        void takes(Duration each) {
            time = each;
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            if (query.get("maxTimeMS") instanceof Number most
                    && (command.equals("find") || command.equals("aggregate"))) {
                commands.add(command);
                asked.add(most.longValue());
                nanos.addAndGet(time.toNanos());
                if (givesUp && command.equals("find")) {
                    return new Document("ok", 0.0)
                            .append("code", 50)
                            .append("codeName", "MaxTimeMSExpired")
                            .append("errmsg", "operation exceeded time limit");
                }
            }
            return super.handleCommand(channel, database, command, query);
        }
    }
}
