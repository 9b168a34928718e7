package io.metagate.gateway.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.bwaldvogel.mongo.bson.Document;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.PromptedBackend;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store's errors come to: a change counts as not done only where that is certain (P3). */
class WriteFailureTest {

    private static final Evidence ANNOUNCED = new Evidence() {};
    private static final int MEGABYTE = 1 << 20;

    private final PromptedBackend backend = new PromptedBackend();
    private final MemoryStore store = new MemoryStore(backend);
    private final RecordWriter changes =
            MemoryStore.changes(store.stores(store.settings()), new UnauthenticatedStoreGuard());

    @AfterEach
    void stopStore() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 89, 91, 9001, 10_107, 13_435})
    void aShardThatTheRouterLostMayHaveDoneIt(int code) {
        backend.reportAmongWrites("insert", code);

        assertThatExceptionOfType(WriteInDoubtException.class)
                .isThrownBy(() -> perform(ChangePolicies.creation("a", "new"), Optional.empty()));
    }

    @Test
    void whatOnlyTheFirstMemberHasIsNotSettled() {
        backend.reportAsNotDurable("insert");

        assertThatExceptionOfType(WriteInDoubtException.class)
                .isThrownBy(() -> perform(ChangePolicies.creation("a", "new"), Optional.empty()));
    }

    @Test
    void tellsWhatTheStoreWouldAlwaysRefuse() throws Exception {
        RecordSnapshot held = holding(thing());
        backend.reportAmongWrites("insert", 121);
        backend.fail("update", 66);

        assertThat(perform(ChangePolicies.creation("b", "new"), Optional.empty()))
                .isEqualTo(WriteOutcome.REFUSED);
        assertThat(perform(ChangePolicies.edit(held.record(), "new"), Optional.of(held)))
                .isEqualTo(WriteOutcome.REFUSED);
    }

    @Test
    void aStoreThatDoesNotLetTheGatewayHasNotDoneIt() {
        backend.fail("insert", 13);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> perform(ChangePolicies.creation("a", "new"), Optional.empty()));
    }

    @Test
    void aClosedClientLeavesItOpen() {
        store.client().close();

        assertThatExceptionOfType(WriteInDoubtException.class)
                .isThrownBy(() -> perform(ChangePolicies.creation("a", "new"), Optional.empty()))
                .satisfies(e -> assertThatExceptionOfType(StoreUnavailable.class)
                        .isThrownBy(() -> changes.settle(e.write(), "test")));
    }

    @Test
    void changesAndRemovesRecordsWithMoreThanHalfOfACommandInArrays() throws Exception {
        BsonString part = new BsonString("x".repeat(MEGABYTE));
        BsonArray list =
                new BsonArray(IntStream.range(0, 10).mapToObj(i -> part).toList());
        RecordSnapshot held = holding(thing().append("list", list));

        assertThat(perform(ChangePolicies.edit(held.record(), "new"), Optional.of(held)))
                .isEqualTo(WriteOutcome.DONE);

        RecordSnapshot changed = fetched();
        assertThat(perform(ChangePolicies.removal(), Optional.of(changed))).isEqualTo(WriteOutcome.DONE);
    }

    @Test
    void aRecordThatIsTooLongToBeSentIsRefused() throws Exception {
        RecordSnapshot held = holding(thing().append("secret", new BsonString("x".repeat(16 * MEGABYTE - 100))));

        assertThat(perform(ChangePolicies.edit(held.record(), "x".repeat(60_000)), Optional.of(held)))
                .isEqualTo(WriteOutcome.REFUSED);
    }

    @Test
    void thatNothingWasDoneIsNotSaidWhileThePrimaryKnowsBetter() throws Exception {
        RecordSnapshot held = holding(thing());
        PermittedWrite edit = ChangePolicies.edit(held.record(), "new");
        backend.lagBehindAt(new Document("_id", "a").append("text", "old").append("number", 1));
        WriteCommand command = WriteCommand.of(edit, Optional.of(held));
        InDoubtWrite unsettled = new InDoubtWrite(edit.store(), command.id(), command.before(), command.after());
        assertThat(changes.settle(unsettled, "test")).contains(WriteOutcome.NOT_DONE);

        perform(edit, Optional.of(held));
        assertThat(changes.settle(unsettled, "test")).isEmpty();

        backend.catchUp();
        assertThat(changes.settle(unsettled, "test")).contains(WriteOutcome.DONE);
    }

    private WriteOutcome perform(PermittedWrite write, Optional<RecordSnapshot> held) throws WriteInDoubtException {
        return changes.perform(write, held, ANNOUNCED, "test");
    }

    private static BsonDocument thing() {
        return new BsonDocument("_id", new BsonString("a"))
                .append("text", new BsonString("old"))
                .append("number", new BsonInt32(1));
    }

    private RecordSnapshot holding(BsonDocument thing) {
        store.hold(List.of(thing));
        return fetched();
    }

    private RecordSnapshot fetched() {
        RecordChange change = new RecordChange.Delete(new ScalarValue.Text("a"));
        return changes.fetch(ChangePolicies.permitted(change).decision().query(), "test")
                .orElseThrow();
    }
}
