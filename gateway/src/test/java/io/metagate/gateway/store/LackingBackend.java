package io.metagate.gateway.store;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A store in memory whose engine lacks something: it answers commands that ask for it with an error. */
final class LackingBackend extends MemoryBackend {

    static final int COMMAND_NOT_SUPPORTED = 115;

    private final List<Lack> lacks = new CopyOnWriteArrayList<>();

    private record Lack(Predicate<String> asked, int code, String name) {}

    /** Answers so from now on to all commands whose text is like that. */
    void lack(Predicate<String> asked, int code, String name) {
        lacks.add(new Lack(asked, code, name));
    }

    /** Answers so from now on to all commands in which that text stands. */
    void lack(String asked) {
        lack(command -> command.contains(asked), COMMAND_NOT_SUPPORTED, "CommandNotSupported");
    }

    /** Is able to do all again. */
    void learn() {
        lacks.clear();
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().toString();
        for (Lack lack : lacks) {
            if (lack.asked().test(command)) {
                return new Document("ok", 0.0)
                        .append("errmsg", "canary")
                        .append("code", lack.code())
                        .append("codeName", lack.name());
            }
        }
        return super.handleMessage(message);
    }
}
