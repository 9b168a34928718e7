package io.metagate.policy.interference;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/**
 * Two collections of accounts that are equal in what an agent of the region {@code eu} may see, and in nothing else.
 */
record TwinRecords(List<BsonDocument> one, List<BsonDocument> other) {

    static final List<String> TEXTS = List.of("a", "ab", "b", "zeta", "sesame", "");

    private static final int COUNT = 60;

    static TwinRecords random(SplittableRandom random) {
        List<BsonDocument> one = new ArrayList<>();
        List<BsonDocument> other = new ArrayList<>();
        for (int n = 0; n < COUNT; n++) {
            BsonDocument seen = visible(n, random);
            one.add(withHidden(seen, random));
            other.add(withHidden(seen, random));
        }
        outOfScope(one, random);
        outOfScope(other, random);
        return new TwinRecords(one, other);
    }

    private static BsonDocument visible(int number, SplittableRandom random) {
        BsonDocument seen = new BsonDocument("_id", new BsonString("acc-%02d".formatted(number)))
                .append("username", new BsonString("user-" + random.nextInt(COUNT)))
                .append("phone", new BsonString(Integer.toString(random.nextInt(10, 100))))
                .append("region", text("eu"))
                .append("plan", text(random.nextBoolean() ? "free" : "paid"))
                .append("company", new BsonDocument("name", anyText(random)));
        if (random.nextInt(4) > 0) {
            seen.append("size", new BsonInt32(random.nextInt(5)));
        }
        if (random.nextInt(4) > 0) {
            seen.append("since", new BsonDateTime(random.nextInt(3) * 86_400_000L));
        }
        BsonArray devices = new BsonArray();
        for (int left = random.nextInt(3); left > 0; left--) {
            devices.add(new BsonDocument("os", anyText(random)));
        }
        seen.append("devices", devices);
        if (seen.getString("plan").getValue().equals("free")) {
            seen.append("score", new BsonInt64(random.nextInt(5)));
        }
        return seen;
    }

    /** The same record with other things in it that the agent must not learn of. */
    private static BsonDocument withHidden(BsonDocument seen, SplittableRandom random) {
        BsonDocument whole = seen.clone();
        String lastTwo = seen.getString("phone").getValue();
        whole.put("phone", new BsonString("+1555" + random.nextInt(100_000, 1_000_000) + lastTwo));
        if (random.nextBoolean()) {
            whole.append("secret", anyText(random));
        }
        if (!whole.containsKey("score") && random.nextBoolean()) {
            whole.append("score", new BsonInt64(random.nextInt(5)));
        }
        if (random.nextBoolean()) {
            whole.append("unlisted", new BsonArray(List.of(anyText(random), new BsonInt32(random.nextInt(5)))));
        }
        driftInto("size", whole, random);
        driftInto("since", whole, random);
        whole.append("aliases", unguessed(random, alias -> alias));
        whole.append("contacts", unguessed(random, phone -> new BsonDocument("phone", phone)));
        whole.getDocument("company").append("notes", anyText(random));
        whole.getArray("devices").forEach(device -> device.asDocument().append("ip", anyText(random)));
        return whole;
    }

    /**
     * A value of another type where there is none. It is one that comes in the place of none in the order of a sort,
     * too.
     */
    private static void driftInto(String field, BsonDocument record, SplittableRandom random) {
        if (!record.containsKey(field) && random.nextBoolean()) {
            record.append(
                    field,
                    random.nextBoolean()
                            ? new BsonDouble(random.nextInt(5))
                            : new BsonDecimal128(new Decimal128(random.nextInt(5))));
        }
    }

    /** Values that no query looks up: who does not know them already learns nothing of them. */
    private static BsonArray unguessed(SplittableRandom random, Function<BsonString, BsonValue> each) {
        BsonArray values = new BsonArray();
        for (int left = random.nextInt(3); left > 0; left--) {
            values.add(each.apply(new BsonString("unguessed-" + random.nextInt(1_000))));
        }
        return values;
    }

    /** Accounts of another region, more of them in one collection than in the other. */
    private static void outOfScope(List<BsonDocument> records, SplittableRandom random) {
        for (int left = random.nextInt(1, 20); left > 0; left--) {
            BsonDocument record = withHidden(visible(100 + left, random), random);
            record.put("region", random.nextBoolean() ? text("us") : new BsonInt32(7));
            records.add(record);
        }
    }

    private static BsonValue anyText(SplittableRandom random) {
        return text(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private static BsonValue text(String text) {
        return new BsonString(text);
    }
}
