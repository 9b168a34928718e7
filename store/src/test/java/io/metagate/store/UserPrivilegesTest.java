package io.metagate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.request.Action;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class UserPrivilegesTest {

    private static final StoreLocation ACCOUNTS = new StoreLocation("backup", "accounts");
    private static final Map<StoreLocation, Set<Action>> CATALOGUED = Map.of(
            ACCOUNTS, Set.of(Action.READ, Action.COUNT), new StoreLocation("archive", "backup", "old"), Set.of());

    @Test
    void findsNothingAmissWithWhatTheGatewayHasAUseFor() {
        BsonDocument writer = answer("""
                        {resource: {db: 'backup', collection: 'accounts'},
                         actions: ['find', 'listIndexes', 'insert', 'update', 'remove']}""");
        Set<Action> all = Set.of(Action.values());

        assertThat(UserPrivileges.read(writer, "default", Map.of(ACCOUNTS, all)))
                .isEqualTo(new UserPrivileges.Known(List.of(), List.of()));
    }

    @Test
    void tellsChangesThatNoPolicyPermitsThere() {
        BsonDocument writer = answer("""
                        {resource: {db: 'backup', collection: 'accounts'},
                         actions: ['find', 'listIndexes', 'insert', 'update', 'remove', 'collStats']},
                        {resource: {db: 'backup', collection: 'made'}, actions: ['insert', 'remove']}""");

        assertThat(UserPrivileges.read(
                        writer,
                        "default",
                        Map.of(
                                ACCOUNTS,
                                Set.of(Action.READ, Action.UPDATE),
                                new StoreLocation("backup", "made"),
                                Set.of(Action.CREATE),
                                new StoreLocation("archive", "backup", "accounts"),
                                Set.of(Action.DELETE))))
                .isEqualTo(new UserPrivileges.Known(
                        List.of("backup.accounts: collStats, insert, remove", "backup.made: remove"),
                        List.of("backup.made: find, listIndexes")));
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
                .isEqualTo(new UserPrivileges.Known(
                        List.of(
                                "*.*: listCollections",
                                "anything: anyAction",
                                "backup.*: find",
                                "backup.accounts: createIndex, dropCollection",
                                "backup.old: find",
                                "cluster: listDatabases"),
                        List.of()));
    }

    @Test
    void tellsWhatIsLackingToReadACataloguedCollection() {
        assertThat(lacking("{resource: {db: 'backup', collection: 'accounts'}, actions: ['find']}"))
                .containsExactly("backup.accounts: listIndexes");
        assertThat(lacking("{resource: {db: 'backup', collection: 'other'}, actions: ['find', 'listIndexes']}"))
                .containsExactly("backup.accounts: find, listIndexes");
    }

    @Test
    void tellsWhatIsLackingToChangeACollectionAsPoliciesPermit() {
        BsonDocument reader =
                answer("{resource: {db: 'backup', collection: 'accounts'}, actions: ['find', 'listIndexes']}");
        Set<Action> changes = Set.of(Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE);

        assertThat(UserPrivileges.read(reader, "default", Map.of(ACCOUNTS, changes)))
                .isEqualTo(new UserPrivileges.Known(List.of(), List.of("backup.accounts: insert, update, remove")));
        assertThat(UserPrivileges.read(reader, "default", Map.of(ACCOUNTS, Set.of(Action.DELETE))))
                .isEqualTo(new UserPrivileges.Known(List.of(), List.of("backup.accounts: remove")));
    }

    @Test
    void lacksNothingThatAWiderPlaceGrants() {
        assertThat(lacking("{resource: {db: 'backup', collection: ''}, actions: ['listIndexes', 'find']}"))
                .isEmpty();
        assertThat(lacking("{resource: {db: '', collection: ''}, actions: ['find']},"
                        + "{resource: {db: '', collection: 'accounts'}, actions: ['listIndexes']}"))
                .isEmpty();
        assertThat(lacking("{resource: {anyResource: true}, actions: ['anyAction']}"))
                .isEmpty();
        assertThat(lacking("{resource: {cluster: true}, actions: ['find', 'listIndexes']}"))
                .containsExactly("backup.accounts: find, listIndexes");
    }

    @Test
    void knowsNothingWhereNobodyIsLoggedIn() {
        assertThat(UserPrivileges.read(
                        BsonDocument.parse("{authInfo: {authenticatedUsers: [], authenticatedUserPrivileges: []}}"),
                        "default",
                        CATALOGUED))
                .isEqualTo(new UserPrivileges.Unknown());
        assertThat(UserPrivileges.read(BsonDocument.parse("{ok: 1}"), "default", CATALOGUED))
                .isEqualTo(new UserPrivileges.Unknown());
    }

    private static List<String> lacking(String privileges) {
        return ((UserPrivileges.Known) read(privileges)).lacking();
    }

    private static UserPrivileges read(String privileges) {
        return UserPrivileges.read(answer(privileges), "default", CATALOGUED);
    }

    private static BsonDocument answer(String privileges) {
        return BsonDocument.parse("{authInfo: {authenticatedUsers: [{user: 'gateway', db: 'admin'}],"
                + " authenticatedUserPrivileges: [" + privileges + "]}, ok: 1}");
    }
}
