package io.metagate.gateway.store.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * The SHA-256 of a record, whatever the order of its fields and the width of its integers: a store may choose both.
 *
 * @param hex the hash in lower-case hex
 */
record RecordFingerprint(String hex) {

    static RecordFingerprint of(BsonDocument record) {
        MessageDigest digest = sha256();
        value(record, digest);
        return new RecordFingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    private static void value(BsonValue value, MessageDigest digest) {
        switch (value.getBsonType()) {
            case DOCUMENT -> {
                Map<String, BsonValue> sorted = new TreeMap<>(value.asDocument());
                part("{" + sorted.size(), digest);
                sorted.forEach((name, member) -> {
                    part(name, digest);
                    value(member, digest);
                });
            }
            case ARRAY -> {
                part("[" + value.asArray().size(), digest);
                value.asArray().forEach(element -> value(element, digest));
            }
            case INT32, INT64 -> part("int " + value.asNumber().longValue(), digest);
            default -> part(value.getBsonType() + " " + value, digest);
        }
    }

    /** Each part with its length, so that no two lists of parts are one by their joints. */
    private static void part(String text, MessageDigest digest) {
        byte[] utf8 = text.getBytes(UTF_8);
        digest.update((utf8.length + ":").getBytes(UTF_8));
        digest.update(utf8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
