package io.metagate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.StoreLocation;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class PrivilegesTest {

    private static final Set<StoreLocation> CATALOGUED =
            Set.of(new StoreLocation("backup", "accounts"), new StoreLocation("archive", "backup", "old"));

    @Test
    void findsNothingAmissWithWhatTheGatewayHasAUseFor() {
        assertThat(read("""
                        {resource: {db: 'backup', collection: 'accounts'},
                         actions: ['find', 'listIndexes', 'insert', 'update', 'remove', 'collStats']}""")).isEqualTo(new Privileges.Known(java.util.List.of()));
    }

    @Test
    void tellsOtherActionsAndOtherPlaces() {
        assertThat(read("""
                        {resource: {db: 'backup', collection: 'accounts'}, actions: ['find', 'dropCollection', 'createIndex']},
                        {resource: {db: 'backup', collection: 'old'}, actions: ['find']},
                        {resource: {db: 'backup', collection: ''}, actions: ['find']},
                        {resource: {db: '', collection: ''}, actions: ['listCollections']},
                        {resource: {cluster: true}, actions: ['listDatabases']},
                        {resource: {anyResource: true}, actions: ['anyAction']}"""))
                .isEqualTo(new Privileges.Known(java.util.List.of(
                        "*.*: listCollections",
                        "anything: anyAction",
                        "backup.*: find",
                        "backup.accounts: createIndex, dropCollection",
                        "backup.old: find",
                        "cluster: listDatabases")));
    }

    @Test
    void knowsNothingWhereNobodyIsLoggedIn() {
        assertThat(Privileges.read(
                        BsonDocument.parse("{authInfo: {authenticatedUsers: [], authenticatedUserPrivileges: []}}"),
                        "default",
                        CATALOGUED))
                .isEqualTo(new Privileges.Unknown());
        assertThat(Privileges.read(BsonDocument.parse("{ok: 1}"), "default", CATALOGUED))
                .isEqualTo(new Privileges.Unknown());
    }

    private static Privileges read(String privileges) {
        return Privileges.read(
                BsonDocument.parse("{authInfo: {authenticatedUsers: [{user: 'gateway', db: 'admin'}],"
                        + " authenticatedUserPrivileges: [" + privileges + "]}, ok: 1}"),
                "default",
                CATALOGUED);
    }
}
