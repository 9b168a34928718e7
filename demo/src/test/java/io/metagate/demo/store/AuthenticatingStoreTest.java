package io.metagate.demo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.metagate.demo.machine.LoopbackPort;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticatingStoreTest {

    private static final int UNAUTHORIZED = 13;

    private final AuthenticatingStore store = AuthenticatingStore.start(LoopbackPort.free(), "gateway", "secret0");

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void servesTheClientThatKnowsThePassword() {
        try (MongoClient client = store.connect()) {
            client.getDatabase("backup").getCollection("accounts").insertOne(new Document("_id", "acc-1"));
            assertThat(client.getDatabase("backup").getCollection("accounts").find())
                    .containsExactly(new Document("_id", "acc-1"));
            assertThat(client.listDatabaseNames()).contains("backup");
        }
    }

    @Test
    void servesAClientThatNamesTheMechanism() {
        try (MongoClient client = MongoClients.create(store.uri() + "&authMechanism=SCRAM-SHA-256")) {
            assertThat(client.getDatabase("backup").getCollection("accounts").countDocuments())
                    .isZero();
        }
    }

    @Test
    void refusesEveryCommandOfAStranger() {
        try (MongoClient client = MongoClients.create(store.strangersUri())) {
            for (Document command : List.of(
                    new Document("listDatabases", 1),
                    new Document("serverStatus", 1),
                    new Document("getLog", "startupWarnings"),
                    new Document("connectionStatus", 1))) {
                assertRefused(client, "admin", command);
            }
            for (Document command : List.of(
                    new Document("find", "accounts"),
                    new Document("insert", "accounts").append("documents", List.of(new Document())),
                    new Document("aggregate", "accounts")
                            .append("pipeline", List.of())
                            .append("cursor", new Document()),
                    new Document("getMore", 1L).append("collection", "accounts"),
                    new Document("listCollections", 1),
                    new Document("dropDatabase", 1))) {
                assertRefused(client, "backup", command);
            }
        }
    }

    @Test
    void answersAStrangerWhoOnlyGreets() {
        try (MongoClient client = MongoClients.create(store.strangersUri())) {
            for (String command : List.of("ping", "hello", "buildInfo")) {
                assertThat(client.getDatabase("admin").runCommand(new Document(command, 1)))
                        .containsEntry("ok", 1.0);
            }
        }
    }

    @Test
    void refusesAWrongPasswordAnUnknownUserAndAnotherMechanism() {
        assertNoEntry(store.uri().replace("secret0", "secret1"));
        assertNoEntry(store.uri().replace("gateway:", "stranger:"));
        assertNoEntry(store.uri() + "&authMechanism=SCRAM-SHA-1");
        assertNoEntry(store.uri() + "&authMechanism=PLAIN");
    }

    @Test
    void saysWhatItsUserMayDo() {
        try (MongoClient client = store.connect()) {
            store.grant(Map.of("backup.accounts", List.of("find")));

            assertThat(privileges(client))
                    .isEqualTo(List.of(
                            new Document("resource", new Document("db", "backup").append("collection", "accounts"))
                                    .append("actions", List.of("find"))));
        }
    }

    @Test
    void letsStrangersInWhileItStandsOpen() {
        try (MongoClient client = MongoClients.create(store.strangersUri())) {
            store.open(true);
            assertThat(client.listDatabaseNames()).isEmpty();
            store.open(false);
            assertRefused(client, "admin", new Document("listDatabases", 1));
        }
    }

    private static List<Document> privileges(MongoClient client) {
        return client.getDatabase("admin")
                .runCommand(new Document("connectionStatus", 1).append("showPrivileges", true))
                .get("authInfo", Document.class)
                .getList("authenticatedUserPrivileges", Document.class);
    }

    private static void assertNoEntry(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            assertThatThrownBy(() -> client.getDatabase("backup")
                            .getCollection("accounts")
                            .find()
                            .first())
                    .isInstanceOf(MongoSecurityException.class);
        }
    }

    private static void assertRefused(MongoClient client, String database, Document command) {
        assertThatThrownBy(() -> client.getDatabase(database).runCommand(command))
                .isInstanceOfSatisfying(MongoCommandException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo(UNAUTHORIZED));
    }
}
