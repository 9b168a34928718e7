package io.metagate.gateway.request.header;

import io.metagate.gateway.request.json.BadRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a header {@code Idempotency-Key} holds (draft-ietf-httpapi-idempotency-key-header): whoever sends it twice wants
 * the work done once.
 *
 * @param text 1 to 255 visible characters, as they stand in the header
 */
public record IdempotencyKey(String text) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7E]{1,255}");

    public IdempotencyKey {
        if (!isText(text)) {
            throw new IllegalArgumentException("a key has 1 to 255 visible characters");
        }
    }

    /** Reads the values of the header. */
    public static Optional<IdempotencyKey> read(List<String> values) throws BadRequest {
        if (values.size() > 1 || !values.stream().allMatch(IdempotencyKey::isText)) {
            throw BadRequest.header(HEADER, "1 to 255 visible ASCII characters, once");
        }
        return values.stream().findFirst().map(IdempotencyKey::new);
    }

    private static boolean isText(String value) {
        return TEXT.matcher(value).matches();
    }

    @Override
    public String toString() {
        return "IdempotencyKey[?]";
    }
}
