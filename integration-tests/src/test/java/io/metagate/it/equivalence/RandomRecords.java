package io.metagate.it.equivalence;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * Random records, with a field of each type, whose values may be missing or null. Some have an identifier of another
 * type than the declared one.
 */
final class RandomRecords {

    /** The fields with one value, and the type that is declared for it. */
    static final Map<String, Class<?>> TYPES = Map.of(
            "number", Integer.class,
            "text", String.class,
            "date", Date.class,
            "ratio", Double.class,
            "amount", Decimal128.class,
            "flag", Boolean.class,
            "ref", ObjectId.class,
            "key", Binary.class);

    private static final List<String> WORDS = List.of("", "a", "ab", "abc", "b", "B", "é", "z", "a.b", "\"", "$x");
    private static final List<String> FIELDS = TYPES.keySet().stream().sorted().toList();
    private static final byte UUID_SUBTYPE = 4;
    private static final int UUID_BYTES = 16;

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    Document record(int number) {
        Document record = new Document("_id", number % 20 == 0 ? new ObjectId(number, number) : "id-" + number);
        FIELDS.forEach(field -> put(record, field, value(field)));
        if (random.nextInt(4) > 0) {
            Document inner = new Document();
            put(inner, "number", random.nextInt(4));
            record.append("inner", inner);
        }
        if (random.nextInt(3) > 0) {
            record.append(
                    "tags",
                    IntStream.range(0, random.nextInt(4)).mapToObj(i -> word()).toList());
        }
        if (random.nextInt(3) > 0) {
            record.append(
                    "parts",
                    IntStream.rangeClosed(0, random.nextInt(3))
                            .mapToObj(i -> new Document("name", word()).append("size", random.nextInt(4)))
                            .toList());
        }
        return record;
    }

    /** A value of the type that is declared for that field. */
    Object value(String field) {
        int choice = random.nextInt(6);
        return switch (field) {
            case "number" -> random.nextInt(8);
            case "date" -> Date.from(Instant.ofEpochSecond(1_700_000_000L + 86_400L * choice));
            case "ratio" -> choice / 4.0;
            case "amount" -> Decimal128.parse((choice - 2) + ".25");
            case "flag" -> choice > 2;
            case "ref" -> new ObjectId(choice, choice);
            case "key" -> uuid(choice);
            default -> word();
        };
    }

    /** A word, which may be empty. */
    String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** A word that is not empty. */
    String prefix() {
        return WORDS.get(1 + random.nextInt(WORDS.size() - 1));
    }

    private static Binary uuid(int choice) {
        byte[] bytes = new byte[UUID_BYTES];
        bytes[0] = (byte) (40 * choice);
        return new Binary(UUID_SUBTYPE, bytes);
    }

    private void put(Document record, String field, Object value) {
        int fate = random.nextInt(12);
        if (fate > 0) {
            record.append(field, fate == 1 ? null : value);
        }
    }
}
