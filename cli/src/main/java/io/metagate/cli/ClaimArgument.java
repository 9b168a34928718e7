package io.metagate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.value.ScalarValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a claim that is written as an argument: as JSON (RFC 8259) in the way in which the gateway reads it out of a
 * token, or as a plain text, or as several of these with commas between them. What is neither JSON nor plainly a text
 * is refused: taken for a text, it would be another claim than the token has.
 */
final class ClaimArgument {

    private static final JsonFactory JSON = new JsonFactory();

    /** What begins or ends as JSON does, or as its numbers, words and texts are written elsewhere. */
    private static final Pattern LIKE_JSON = Pattern.compile(
            "[\\[{\"'].*|.*[\\]}\"']"
                    + "|[+-]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][+-]?\\d*)?[dDfFlL]?"
                    + "|[+-]?0[xXoObB]\\p{XDigit}*"
                    + "|(?i:true|false|null|undefined|[+-]?(nan|inf|infinity))",
            Pattern.DOTALL);

    private ClaimArgument() {}

    /**
     * The claim.
     *
     * @throws IllegalArgumentException if it is neither JSON nor plainly a text; the message says what to write
     */
    static Claim read(String written) {
        Optional<Claim> json = json(written);
        if (json.isPresent()) {
            return json.get();
        }
        // a comma within JSON that is not sound parts nothing
        if (!written.contains(",") || !isPlain(written)) {
            return Claim.of(plain(written));
        }
        // one comma at the end makes a list of one item
        String items = written.endsWith(",") ? written.substring(0, written.length() - 1) : written;
        return Claim.ofList(
                Stream.of(items.split(",", -1)).map(ClaimArgument::item).toList());
    }

    private static ScalarValue item(String written) {
        if (written.isEmpty()) {
            throw new IllegalArgumentException("there is nothing between two commas; write a JSON list");
        }
        return json(written)
                .filter(claim -> !claim.list())
                .map(claim -> claim.values().get(0))
                .orElseGet(() -> plain(written));
    }

    private static ScalarValue plain(String written) {
        if (!isPlain(written)) {
            throw new IllegalArgumentException(
                    "neither JSON nor plainly a text; write JSON, in which a text stands in double quotes");
        }
        return new ScalarValue.Text(written);
    }

    private static boolean isPlain(String written) {
        return !LIKE_JSON.matcher(written.strip()).matches();
    }

    /** What is written as JSON; empty if it is none. */
    private static Optional<Claim> json(String written) {
        try (JsonParser parser = JSON.createParser(written)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Claim claim = claim(parser);
            return parser.nextToken() == null ? Optional.of(claim) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Claim claim(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            return Claim.of(scalar(parser));
        }
        List<ScalarValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(scalar(parser));
        }
        return Claim.ofList(values);
    }

    /** Null for whatever no policy can read. */
    private static ScalarValue scalar(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new ScalarValue.Text(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new ScalarValue.Bool(parser.getBooleanValue());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == NumberType.BIG_INTEGER
                        ? new ScalarValue.Null()
                        : new ScalarValue.Int(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> real(parser.getDoubleValue());
            default -> {
                parser.skipChildren();
                yield new ScalarValue.Null();
            }
        };
    }

    private static ScalarValue real(double number) {
        return Double.isFinite(number) ? new ScalarValue.Real(number) : new ScalarValue.Null();
    }
}
