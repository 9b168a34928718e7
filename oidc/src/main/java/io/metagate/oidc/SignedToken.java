package io.metagate.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.oidc.keys.StrictJson;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JWT in compact form (RFC 7515 section 7.1), read and not verified. Each part is the one text that its bytes have in
 * base64url (RFC 4648 section 3.5): a token has one spelling.
 *
 * @param compact as it was sent
 * @param header the JOSE header
 * @param claims the payload
 */
record SignedToken(String compact, JsonNode header, JsonNode claims) {

    private static final int MAX_LENGTH = 16 * 1024;
    private static final Pattern COMPACT = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

    /** Reads it; empty if it is none. */
    static Optional<SignedToken> read(String compact) {
        if (compact.length() > MAX_LENGTH || !COMPACT.matcher(compact).matches()) {
            return Optional.empty();
        }
        String[] parts = compact.split("\\.", -1);
        return decode(parts[2]).flatMap(signature -> object(parts[0])).flatMap(header -> object(parts[1])
                .map(claims -> new SignedToken(compact, header, claims)));
    }

    private static Optional<JsonNode> object(String part) {
        return decode(part).flatMap(StrictJson::object);
    }

    /** The decoder ignores the bits of the last character that belong to no byte. */
    private static Optional<byte[]> decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return canonical.equals(part) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A claim that is a text; empty if there is none or it is blank. */
    Optional<String> text(String claim) {
        return text(claims, claim).filter(text -> !text.isBlank());
    }

    /** The key that it names (RFC 7515 section 4.1.4). */
    Optional<String> kid() {
        return text(header, "kid");
    }

    static Optional<String> text(JsonNode object, String member) {
        return Optional.ofNullable(object.get(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    @Override
    public String toString() {
        return "SignedToken[?]";
    }
}
