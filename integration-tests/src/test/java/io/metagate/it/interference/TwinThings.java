package io.metagate.it.interference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;

/**
 * The records of two stores, which differ in what the policies hide: in fields that are withheld or that nobody has
 * listed, and in all records of another region.
 */
final class TwinThings {

    static final int WITHIN = 150;
    static final int ELSEWHERE = 90;

    private TwinThings() {}

    /** The records of one of the stores. */
    static List<Document> of(long seed, boolean second) {
        Random same = new Random(seed);
        Random other = new Random(second ? seed + 1 : seed);
        List<Document> records = new ArrayList<>();
        for (int number = 0; number < WITHIN; number++) {
            records.add(hidden(visible(same, number), other).append("parts", parts(same, other)));
        }
        int elsewhere = second ? ELSEWHERE / 3 : ELSEWHERE;
        for (int number = 0; number < elsewhere; number++) {
            records.add(elsewhere(other, number, second));
        }
        return records;
    }

    private static Document visible(Random random, int number) {
        Document record = new Document("_id", "id-" + number).append("region", "eu");
        if (random.nextInt(10) > 0) {
            record.append("number", random.nextInt(12));
        }
        record.append("text", "text-" + random.nextInt(20));
        record.append("owner", "owner-" + random.nextInt(40));
        return record.append("date", Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100) * 86_400L));
    }

    /** A list of visible things, of which some have hidden ones. */
    private static List<Document> parts(Random same, Random other) {
        List<Document> parts = new ArrayList<>();
        for (int number = same.nextInt(3); number > 0; number--) {
            Document part = new Document("name", "part-" + same.nextInt(9));
            parts.add(other.nextInt(3) == 0 ? part.append("cost", other.nextInt(9)) : part);
        }
        return parts;
    }

    private static Document hidden(Document record, Random random) {
        if (random.nextBoolean()) {
            record.append("secret", value(random));
        }
        if (random.nextBoolean()) {
            record.append("unlisted", value(random));
        }
        if (random.nextBoolean()) {
            record.append("inner", new Document("secret", value(random)).append("more", value(random)));
        }
        return record;
    }

    /** Also of shapes that an answer about the records within would have to tell of. */
    private static Document elsewhere(Random random, int number, boolean second) {
        Object several = List.of(random.nextInt(5), random.nextInt(5));
        return hidden(
                new Document("_id", (second ? "us-b-" : "us-") + number)
                        .append("region", "us")
                        .append("number", second ? several : random.nextInt(12))
                        .append("text", second ? List.of("a", "b") : "text-" + random.nextInt(20))
                        .append("owner", "owner-" + random.nextInt(400)),
                random);
    }

    private static Object value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "secret-" + random.nextInt(50);
            case 1 -> random.nextInt(50);
            case 2 -> List.of("secret-" + random.nextInt(50), random.nextInt(50));
            case 3 -> new Document("secret", "x".repeat(random.nextInt(500)));
            default -> Instant.ofEpochMilli(random.nextInt(1_000_000));
        };
    }
}
