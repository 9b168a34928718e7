package io.metagate.policy.redaction.bson;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of an element's name. */
public final class BsonName {

    private BsonName() {}

    /**
     * The UTF-8 bytes of a name.
     *
     * @throws IllegalArgumentException if the name is not Unicode text: a replacement character could be another
     *     field's name
     */
    public static byte[] of(String name) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name is not Unicode text", e);
        }
    }
}
