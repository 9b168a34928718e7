package io.metagate.it.bed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * What an engine answers that lacks something, or a store that does not let somebody.
 *
 * @param asked whether a command, as JSON, is refused
 * @param code the number of the error
 * @param name the name of the code
 */
record StoreRefusal(Predicate<String> asked, int code, String name) {

    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;
    /** Flags, and the kind of the section. */
    private static final int BEFORE_DOCUMENT = 5;

    /** The answer to a command; empty if it is not refused. */
    Optional<byte[]> answer(ByteBuffer header, byte[] body) {
        int length = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt(BEFORE_DOCUMENT);
        String command = new RawBsonDocument(body, BEFORE_DOCUMENT, length).toJson();
        return asked.test(command) ? Optional.of(message(header.getInt(4))) : Optional.empty();
    }

    private byte[] message(int request) {
        BsonDocument told = new BsonDocument("ok", new BsonDouble(0))
                .append("errmsg", new BsonString("planted@example.com"))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(name));
        ByteBuffer document = new RawBsonDocument(told, new BsonDocumentCodec())
                .getByteBuffer()
                .asNIO();
        int length = HEADER + BEFORE_DOCUMENT + document.remaining();
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(0)
                .putInt(request)
                .putInt(OP_MSG)
                .putInt(0)
                .put((byte) 0)
                .put(document)
                .array();
    }
}
