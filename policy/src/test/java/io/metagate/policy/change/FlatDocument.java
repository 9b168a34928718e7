package io.metagate.policy.change;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a BSON document by their paths, arrays transparent, in their order: as slow and obvious as a test can
 * be.
 */
final class FlatDocument {

    private final BsonBytes bytes;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private FlatDocument(byte[] bson) {
        this.bytes = new BsonBytes(bson);
    }

    /** The values, each by its type and bytes; an empty container is one too. */
    static Map<String, List<String>> of(byte[] bson) {
        FlatDocument flat = new FlatDocument(bson);
        flat.container(0, flat.bytes.terminator(), "", true);
        return flat.values;
    }

    /** A text as a value. */
    static List<String> text(String text) {
        BsonWriter writer = new BsonWriter();
        writer.text("x", text);
        return of(writer.bytes()).getOrDefault("x", List.of());
    }

    private void container(int start, int terminator, String path, boolean named) {
        int at = start + Integer.BYTES;
        if (at == terminator && !path.isEmpty()) {
            add(path, named ? "{}" : "[]");
        }
        while (at < terminator) {
            byte tag = bytes.at(at);
            int nameEnd = bytes.nameEnd(at + 1, terminator);
            int end = bytes.valueEnd(tag, nameEnd + 1, terminator);
            String name = new String(bytes.copy(at + 1, nameEnd), java.nio.charset.StandardCharsets.UTF_8);
            value(tag, nameEnd + 1, end, !named ? path : path.isEmpty() ? name : path + "." + name);
            at = end;
        }
    }

    private void value(byte tag, int at, int end, String path) {
        if (tag == BsonTag.DOCUMENT || tag == BsonTag.ARRAY) {
            container(at, end - 1, path, tag == BsonTag.DOCUMENT);
        } else {
            add(path, tag + ":" + HexFormat.of().formatHex(bytes.copy(at, end)));
        }
    }

    private void add(String path, String value) {
        values.computeIfAbsent(path, missing -> new ArrayList<>()).add(value);
    }
}
