package io.metagate.gateway.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.StoreSettings;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.AnonymousAccessProbe;
import io.metagate.store.MongoConnectionSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordWriterTest {

    private static final Evidence ANNOUNCED = new Evidence() {};
    private static final String THING =
            "{_id: 'a', text: 'old', number: 1, list: [{x: 1}, 2], owner: {size: 3}, secret: 's'}";

    private final MemoryStore store = new MemoryStore();
    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final MongoClient client = MongoClients.create(MongoConnectionSettings.ofGateway(store.settings())
            .settings()
            .addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    commands.add(event.getCommand().clone());
                }
            })
            .build());
    private final UnauthenticatedStoreGuard exposures = new UnauthenticatedStoreGuard();
    private final MetadataStore only = new MetadataStore("default", store.settings(), client);
    private final RecordWriter changes = MemoryStore.changes(new MetadataStores(List.of(only)), exposures);

    @AfterEach
    void stopStore() {
        client.close();
        store.close();
    }

    @Test
    void makesARecordOnce() throws Exception {
        assertThat(perform(ChangePolicies.creation("a", "new"), Optional.empty()))
                .isEqualTo(WriteOutcome.DONE);
        assertThat(perform(ChangePolicies.creation("a", "other"), Optional.empty()))
                .isEqualTo(WriteOutcome.EXISTS);

        assertThat(stored()).isEqualTo(BsonDocument.parse("{_id: 'a', text: 'new'}"));
    }

    @Test
    void changesNothingButWhatIsWritten() throws Exception {
        RecordSnapshot held = holding(THING);

        assertThat(perform(ChangePolicies.edit(held.record(), "new"), Optional.of(held)))
                .isEqualTo(WriteOutcome.DONE);

        assertThat(stored()).isEqualTo(BsonDocument.parse(THING.replace("old", "new")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$set: {text: 'theirs'}}",
                "{$set: {text: 'OLD'}}",
                "{$set: {secret: 't'}}",
                "{$set: {unlisted: null}}",
                "{$unset: {secret: ''}}",
                "{$push: {list: 3}}",
                "{$set: {'list.0.x': 2}}",
                "{$set: {'owner.size': 4}}",
                "{$set: {'owner.other': 4}}"
            })
    void changesAndRemovesNoRecordThatSomebodyElseHasChanged(String theirs) throws Exception {
        RecordSnapshot held = holding(THING);
        store.things().updateOne(new BsonDocument(), BsonDocument.parse(theirs));
        BsonDocument changed = stored();

        assertThat(perform(ChangePolicies.edit(held.record(), "mine"), Optional.of(held)))
                .isEqualTo(WriteOutcome.MISSED);
        assertThat(perform(ChangePolicies.removal(), Optional.of(held))).isEqualTo(WriteOutcome.MISSED);

        assertThat(stored()).isEqualTo(changed);
    }

    @Test
    void removesTheRecordThatWasFetched() throws Exception {
        RecordSnapshot held = holding(THING);

        assertThat(perform(ChangePolicies.removal(), Optional.of(held))).isEqualTo(WriteOutcome.DONE);
        assertThat(perform(ChangePolicies.removal(), Optional.of(held))).isEqualTo(WriteOutcome.MISSED);

        assertThat(store.things().countDocuments()).isZero();
    }

    @Test
    void asksTheStoreWhetherOrNotTheValueIsAnotherOne() throws Exception {
        RecordSnapshot held = holding(THING);

        assertThat(perform(ChangePolicies.edit(held.record(), "old"), Optional.of(held)))
                .isEqualTo(WriteOutcome.DONE);

        assertThat(commands.stream().map(BsonDocument::getFirstKey)).containsExactly("listIndexes", "find", "update");
        assertThat(stored()).isEqualTo(BsonDocument.parse(THING));
    }

    @Test
    void neverSendsAnUpdateWithoutOperators() throws Exception {
        RecordSnapshot held = holding(THING);
        DocumentValue.Members nothing = new DocumentValue.Members(Map.of("owner", new DocumentValue.Members(Map.of())));

        assertThat(perform(ChangePolicies.edit(held.record(), nothing), Optional.of(held)))
                .isEqualTo(WriteOutcome.DONE);

        assertThat(commands.stream().map(BsonDocument::getFirstKey)).containsExactly("listIndexes", "find");
        assertThat(stored()).isEqualTo(BsonDocument.parse(THING));
    }

    @Test
    void saysWhatTheStoreShallDoWordByWord() throws Exception {
        RecordSnapshot held = holding("{_id: 'a', text: 'old', number: 1}");
        perform(ChangePolicies.edit(held.record(), "new"), Optional.of(held));

        BsonDocument update = commands.get(commands.size() - 1);
        assertThat(update.getDocument("writeConcern")).isEqualTo(BsonDocument.parse("{w: 'majority'}"));
        assertThat(update.getNumber("maxTimeMS").longValue()).isEqualTo(5_000);
        assertThat(update.getString("comment").getValue()).isEqualTo("test");
        assertThat(update.getArray("updates")).singleElement().isEqualTo(BsonDocument.parse("""
                            {q: {_id: 'a', $expr: {$eq: ['$$ROOT', {$literal: {_id: 'a', text: 'old', number: 1}}]}},
                             u: {$set: {text: 'new'}}, upsert: false, multi: false}"""));
    }

    @Test
    void tellsLaterWhatBecameOfAChange() throws Exception {
        RecordSnapshot held = holding(THING);
        PermittedWrite edit = ChangePolicies.edit(held.record(), "new");
        InDoubtWrite unsettled = unsettled(edit, Optional.of(held));
        assertThat(changes.settle(unsettled, "test")).contains(WriteOutcome.NOT_DONE);

        perform(edit, Optional.of(held));
        assertThat(changes.settle(unsettled, "test")).contains(WriteOutcome.DONE);

        store.things().updateOne(new BsonDocument(), BsonDocument.parse("{$set: {text: 'theirs'}}"));
        assertThat(changes.settle(unsettled, "test")).contains(WriteOutcome.UNKNOWN);
    }

    @Test
    void tellsLaterWhetherARecordWasRemovedOrMade() throws Exception {
        RecordSnapshot held = holding(THING);
        InDoubtWrite removal = unsettled(ChangePolicies.removal(), Optional.of(held));
        InDoubtWrite creation = unsettled(ChangePolicies.creation("a", "new"), Optional.empty());
        assertThat(changes.settle(removal, "test")).contains(WriteOutcome.NOT_DONE);
        assertThat(changes.settle(creation, "test")).contains(WriteOutcome.UNKNOWN);

        perform(ChangePolicies.removal(), Optional.of(held));
        assertThat(changes.settle(removal, "test")).contains(WriteOutcome.DONE);
        assertThat(changes.settle(creation, "test")).contains(WriteOutcome.NOT_DONE);

        perform(ChangePolicies.creation("a", "new"), Optional.empty());
        assertThat(changes.settle(creation, "test")).contains(WriteOutcome.DONE);
        assertThat(changes.standing(ChangePolicies.creation("a", "new"), "test"))
                .contains(WriteOutcome.DONE);
        assertThat(changes.standing(ChangePolicies.creation("a", "other"), "test"))
                .contains(WriteOutcome.UNKNOWN);
        assertThat(changes.standing(ChangePolicies.creation("b", "new"), "test"))
                .contains(WriteOutcome.NOT_DONE);
    }

    @Test
    void asksNothingOfAStoreThatAnswersStrangers() {
        exposures.note(only, AnonymousAccessProbe.Finding.ANSWERED);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> perform(ChangePolicies.creation("a", "new"), Optional.empty()));
        assertThat(commands).isEmpty();
    }

    @Test
    void aStoreThatIsNotThereHasNotDoneIt() {
        store.stop();

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> MemoryStore.changes(
                        store.stores(StoreSettings.of("mongodb://127.0.0.1:1")), exposures)
                .perform(ChangePolicies.creation("a", "new"), Optional.empty(), ANNOUNCED, "test"));
    }

    private WriteOutcome perform(PermittedWrite write, Optional<RecordSnapshot> held) throws WriteInDoubtException {
        return changes.perform(write, held, ANNOUNCED, "test");
    }

    private static InDoubtWrite unsettled(PermittedWrite write, Optional<RecordSnapshot> held) {
        WriteCommand command = WriteCommand.of(write, held);
        return new InDoubtWrite(write.store(), command.id(), command.before(), command.after());
    }

    private RecordSnapshot holding(String thing) {
        store.hold(List.of(BsonDocument.parse(thing)));
        RecordChange change = new RecordChange.Delete(new ScalarValue.Text("a"));
        return changes.fetch(ChangePolicies.permitted(change).decision().query(), "test")
                .orElseThrow();
    }

    private BsonDocument stored() {
        return Optional.ofNullable(store.things().find().first()).orElseThrow();
    }
}
