package io.metagate.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.request.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AbilityReportTest {

    private static final StoreLocation PLACE = new StoreLocation("backup", "things");
    private static final Set<Action> ALL = EnumSet.allOf(Action.class);

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile String lacking = "nothing at all";
    private volatile int code;
    private final MongoServer server = new MongoServer(new MemoryBackend() {
        @Override
        public Document handleMessage(MongoMessage message) {
            String command = message.getDocument().toString();
            if (command.contains("metagate: abilities")) {
                commands.add(command);
            }
            return command.contains(lacking)
                    ? new Document("ok", 0.0).append("code", code).append("errmsg", "canary")
                    : super.handleMessage(message);
        }
    });
    private final MongoClient client =
            MongoClients.create("mongodb://127.0.0.1:" + server.bind().getPort());

    @AfterEach
    void stopStore() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void findsNothingLackingWhereTheEngineIsAbleToDoAll() {
        client.getDatabase("backup").getCollection("things").insertOne(new org.bson.Document("_id", "a"));

        assertThat(report(ALL)).isEqualTo(new AbilityReport(Map.of(), Set.of()));
        assertThat(commands).hasSize(EngineAbility.values().length);
    }

    @Test
    void asksForNothingThatNoPolicyHasAUseFor() {
        assertThat(report(Set.of()).sentences()).isEmpty();
        assertThat(commands).isEmpty();

        report(Set.of(Action.COUNT));
        assertThat(commands).hasSize(4).noneMatch(command -> command.contains("$$ROOT"));
    }

    @Test
    void readsAtMostOneIdentifierForEach() {
        report(ALL);

        assertThat(commands).allMatch(command -> command.contains("limit\" : 1"));
    }

    @Test
    void tellsEachThatIsLacking() {
        List<String> asked = new ArrayList<>(List.of("collation", "minKey", "decimal", "NaN", "$$ROOT", "$group"));
        code = 238;
        for (EngineAbility ability : EngineAbility.values()) {
            lacking = asked.remove(0);

            AbilityReport report = report(ALL);

            assertThat(report.lacking()).containsOnlyKeys(ability);
            assertThat(report.sentences())
                    .containsExactly(ability.means() + " (error 238 NotImplemented): " + ability.without());
        }
    }

    @Test
    void takesWhatMayPassForNothing() {
        lacking = "collation";
        code = 11_600;
        assertThat(report(ALL).lacking()).isEmpty();

        code = 50;
        assertThat(report(ALL)).isEqualTo(new AbilityReport(Map.of(), Set.of()));
    }

    @Test
    void doesNotKnowWhatASilentStoreIsAbleTo() {
        server.shutdownNow();
        try (MongoClient gone = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50")) {
            assertThat(AbilityReport.of(gone, PLACE, ALL, Duration.ofSeconds(1)).unknown())
                    .containsExactlyInAnyOrder(EngineAbility.values());
        }
    }

    private AbilityReport report(Set<Action> permitted) {
        return AbilityReport.of(client, PLACE, permitted, Duration.ofSeconds(5));
    }
}
