package io.metagate.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.index.Indexes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisitTest {

    private static final StoreLocation THINGS = new StoreLocation("backup", "things");

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final Settings settings =
            Settings.of("mongodb://127.0.0.1:" + server.bind().getPort());

    @AfterEach
    void stopStore() {
        server.shutdownNow();
    }

    @Test
    void isReceivedWithoutANameWhereNoneIsConfigured() {
        try (Visit visit = Visit.to("default", settings.config())) {
            assertThat(visit.reception()).isEqualTo(Reception.NAMELESS);
            assertThat(visit.privileges(Map.of(THINGS, Set.of()))).isEqualTo(new Privileges.Unknown());
        }
    }

    @Test
    void isRejectedWhereTheStoreDoesNotTakeTheCredentials() {
        String named = settings.config().uri().replace("://", "://gateway:wrong@");
        try (Visit visit = Visit.to("default", settings.with("uri", named).config())) {
            assertThat(visit.reception()).isEqualTo(Reception.REJECTED);
        }
    }

    @Test
    void saysThatNobodyIsThere() {
        server.shutdownNow();
        try (Visit visit =
                Visit.to("default", settings.patient(Duration.ofMillis(200)).config())) {
            assertThat(visit.reception()).isEqualTo(Reception.UNREACHED);
            assertThat(visit.holding(THINGS)).isEqualTo(new Holding.Unanswered());
        }
    }

    @Test
    void tellsACollectionThatIsThereFromOneThatIsNot() {
        try (MongoClient client = MongoClients.create(settings.config().uri());
                Visit visit = Visit.to("default", settings.config())) {
            assertThat(visit.holding(THINGS)).isEqualTo(new Holding.Absent());

            client.getDatabase("backup").getCollection("things").insertOne(new Document("_id", 1));

            assertThat(visit.holding(THINGS)).isEqualTo(new Holding.Indexed(Indexes.OF_ANY_COLLECTION));
        }
    }

    @Test
    void tellsWhetherTheServerIsVerified() {
        assertThat(Transport.of(settings.config())).isEqualTo(Transport.CLEAR);
        assertThat(Transport.of(Settings.of("mongodb://store.example/?tls=true").config()))
                .isEqualTo(Transport.VERIFIED);
        assertThat(Transport.of(Settings.of("mongodb://store.example/?tls=true&tlsAllowInvalidHostnames=true")
                        .config()))
                .isEqualTo(Transport.UNVERIFIED);
        assertThat(Transport.of(Settings.of("mongodb://store.example/?tls=true&tlsInsecure=true")
                        .config()))
                .isEqualTo(Transport.UNVERIFIED);
    }

    @Test
    void showsHostsAndNothingElseOfAConnectionString() {
        Hosts hosts = Hosts.of(Settings.of("mongodb://gateway:s3cret@127.0.0.1:1,localhost:2/x?authSource=y")
                .config());

        assertThat(hosts).hasToString("127.0.0.1:1,localhost:2");
        assertThat(hosts.loopback()).isTrue();
        assertThat(Hosts.of(Settings.of("mongodb://127.0.0.1,192.0.2.1").config())
                        .loopback())
                .isFalse();
    }
}
