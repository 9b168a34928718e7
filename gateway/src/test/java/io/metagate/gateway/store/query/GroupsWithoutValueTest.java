package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups of a value that no query can hold are looked at like all others, however few groups there are. */
class GroupsWithoutValueTest {

    private static final PolicySet POLICIES = ThingsPolicies.with("""
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: measures, description: One record per measure.}
            spec:
              store: {database: backup, collection: things}
              id: {type: string, class: public}
              dataSubject: {field: username, class: account}
              fields:
                username: {type: string, class: personal.username}
                share: {type: double, class: public}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: measures}
            spec:
              effect: permit
              principals: {roles: [reader]}
              purposes: [support]
              collections: [measures]
              actions: [count]
              fields: [{class: public, read: clear, group: true}]
            """);
    private static final Collection MEASURES =
            POLICIES.catalogue().collection("measures").orElseThrow();
    private static final Field SHARE = MEASURES.field(FieldPath.of("share")).orElseThrow();

    private final MemoryStore store = new MemoryStore();
    private final RecordCounter counts =
            new RecordCounter(MemoryStore.access(store.stores(store.settings()), new UnauthenticatedStoreGuard()));

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void leavesOutThoseOfFewPeopleWhereverThereAreFewGroupsOrMany() {
        for (int others : new int[] {0, 3, 40}) {
            store.things().deleteMany(new BsonDocument());
            hold("a", Double.NaN, "jane");
            hold("b", Double.NaN, "jane");
            hold("c", 0.5, "jane");
            hold("d", 0.5, "max");
            IntStream.range(0, others).forEach(i -> {
                hold("e" + i, i + 1, "jane");
                hold("f" + i, i + 1, "jane");
            });
            assertThat(groups()).as("%d others", others).containsExactly(half());

            hold("g", Double.NaN, "max");
            assertThat(groups())
                    .as("%d others", others)
                    .containsExactlyInAnyOrder(new CountGroup(Optional.empty(), false, 3), half());
        }
    }

    private static CountGroup half() {
        return new CountGroup(Optional.of(new ScalarValue.Real(0.5)), false, 2);
    }

    private List<CountGroup> groups() {
        AccessRequest request = new AccessRequest(
                ThingsPolicies.reader("https://issuer.example", "alice"),
                ThingsPolicies.PURPOSE,
                Action.COUNT,
                MEASURES.name(),
                Query.count(Predicate.all(), Optional.of(SHARE.path())),
                Instant.EPOCH);
        PermittedQuery query = ((Decision.Permit) POLICIES.decide(request)).query();
        return counts.groups(query, SHARE, Optional.of(MEASURES), 2, "test");
    }

    private void hold(String id, double share, String username) {
        store.things()
                .insertOne(new BsonDocument("_id", new BsonString(id))
                        .append("share", new BsonDouble(share))
                        .append("username", new BsonString(username)));
    }
}
