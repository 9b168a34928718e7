package io.metagate.gateway.store;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that gives to some commands the answer that a test tells it, and does nothing then. */
public final class PromptedBackend extends MemoryBackend {

    private final Map<String, Document> answers = new ConcurrentHashMap<>();
    private volatile Optional<Document> agreedOn = Optional.empty();
    private volatile Optional<Document> found = Optional.empty();

    /** Tells of an error with that code among those of each write, as routers do of a shard that they lost. */
    public void reportAmongWrites(String command, int code) {
        Document error = new Document("index", 0).append("code", code).append("errmsg", "canary");
        answers.put(command, ok().append("n", 0).append("writeErrors", List.of(error)));
    }

    /** Fails with that code. */
    public void fail(String command, int code) {
        answers.put(command, new Document("ok", 0.0).append("code", code).append("errmsg", "canary"));
    }

    /** Gives its own answers to commands again. */
    public void mend() {
        answers.clear();
    }

    /** Says that it was done, and not by as many members as was asked for. */
    public void reportAsNotDurable(String command) {
        Document error = new Document("code", 64).append("errmsg", "waiting for replication timed out");
        answers.put(command, ok().append("n", 1).append("writeConcernError", error));
    }

    /** RecordAnswers all reads of what most members have with that record. */
    public void lagBehindAt(Document record) {
        agreedOn = Optional.of(record);
    }

    /** Finds that record whatever is looked for. */
    void findAlways(Document record) {
        found = Optional.of(record);
    }

    /** Gives its own answers again. */
    public void catchUp() {
        agreedOn = Optional.empty();
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (found.isPresent() && command.equals("find")) {
            return found(database, query, found.get());
        }
        if (agreedOn.isPresent() && query.get("readConcern") instanceof Document concern) {
            if ("majority".equals(concern.get("level"))) {
                return found(database, query, agreedOn.get());
            }
        }
        return answers.containsKey(command)
                ? answers.get(command)
                : super.handleCommand(channel, database, command, query);
    }

    private static Document found(String database, Document query, Document record) {
        Document cursor = new Document("id", 0L)
                .append("ns", database + "." + query.get("find"))
                .append("firstBatch", List.of(record));
        return ok().append("cursor", cursor);
    }

    private static Document ok() {
        return new Document("ok", 1.0);
    }
}
