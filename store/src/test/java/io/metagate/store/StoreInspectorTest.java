package io.metagate.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.index.CollectionIndexes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreInspectorTest {

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
        try (StoreInspector visit = StoreInspector.to("default", settings.config())) {
            assertThat(visit.reception()).isEqualTo(AuthenticationResult.NAMELESS);
            assertThat(visit.privileges(Map.of(THINGS, Set.of()))).isEqualTo(new UserPrivileges.Unknown());
        }
    }

    @Test
    void isRejectedWhereTheStoreDoesNotTakeTheCredentials() {
        String named = settings.config().uri().replace("://", "://gateway:wrong@");
        try (StoreInspector visit =
                StoreInspector.to("default", settings.with("uri", named).config())) {
            assertThat(visit.reception()).isEqualTo(AuthenticationResult.REJECTED);
        }
    }

    @Test
    void saysThatNobodyIsThere() {
        server.shutdownNow();
        try (StoreInspector visit = StoreInspector.to(
                "default", settings.patient(Duration.ofMillis(200)).config())) {
            assertThat(visit.reception()).isEqualTo(AuthenticationResult.UNREACHED);
            assertThat(visit.holding(THINGS)).isEqualTo(new CollectionStatus.Unanswered());
        }
    }

    @Test
    void tellsACollectionThatIsThereFromOneThatIsNot() {
        try (MongoClient client = MongoClients.create(settings.config().uri());
                StoreInspector visit = StoreInspector.to("default", settings.config())) {
            assertThat(visit.holding(THINGS)).isEqualTo(new CollectionStatus.Absent());

            client.getDatabase("backup").getCollection("things").insertOne(new Document("_id", 1));

            assertThat(visit.holding(THINGS))
                    .isEqualTo(new CollectionStatus.Indexed(CollectionIndexes.OF_ANY_COLLECTION));
        }
    }

    @Test
    void tellsWhetherTheServerIsVerified() {
        assertThat(TlsMode.of(settings.config())).isEqualTo(TlsMode.CLEAR);
        assertThat(TlsMode.of(Settings.of("mongodb://store.example/?tls=true").config()))
                .isEqualTo(TlsMode.VERIFIED);
        assertThat(TlsMode.of(Settings.of("mongodb://store.example/?tls=true&tlsAllowInvalidHostnames=true")
                        .config()))
                .isEqualTo(TlsMode.UNVERIFIED);
        assertThat(TlsMode.of(Settings.of("mongodb://store.example/?tls=true&tlsInsecure=true")
                        .config()))
                .isEqualTo(TlsMode.UNVERIFIED);
    }

    @Test
    void showsHostsAndNothingElseOfAConnectionString() {
        StoreHosts hosts = StoreHosts.of(Settings.of("mongodb://gateway:s3cret@127.0.0.1:1,localhost:2/x?authSource=y")
                .config());

        assertThat(hosts).hasToString("127.0.0.1:1,localhost:2");
        assertThat(hosts.loopback()).isTrue();
        assertThat(StoreHosts.of(Settings.of("mongodb://127.0.0.1,192.0.2.1").config())
                        .loopback())
                .isFalse();
    }
}
