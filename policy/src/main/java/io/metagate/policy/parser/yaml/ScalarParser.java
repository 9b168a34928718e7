package io.metagate.policy.parser.yaml;

import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.ProblemCollector;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a YAML scalar, or one of the typed forms {@code {$date: ...}}, {@code {$oid: ...}}, {@code {$uuid: ...}}, into
 * a value.
 */
public final class ScalarParser {

    private static final Set<String> TYPES = Set.of("$date", "$oid", "$uuid");

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");

    private ScalarParser() {}

    /** Whether it is one of the typed forms. */
    public static boolean isTyped(YamlNode node) {
        return node.isMapping()
                && node.keys().size() == 1
                && TYPES.contains(node.keys().get(0).value());
    }

    public static ScalarValue read(YamlNode node) {
        if (node.isMapping()) {
            return readTyped(node);
        }
        if (!node.isScalar()) {
            throw node.misread("expected a scalar");
        }
        if (node.isText()) {
            return new ScalarValue.Text(node.text());
        }
        if (node.isInteger()) {
            return new ScalarValue.Int(node.integer());
        }
        if (node.isBool()) {
            return new ScalarValue.Bool(node.bool());
        }
        if (node.isReal()) {
            return node.checked(() -> new ScalarValue.Real(finite(node.scalar())));
        }
        throw node.misread("expected a text, a number or a boolean");
    }

    /**
     * Reads what a claim of a token can be, or an item of one: no token has dates or identifiers that are more than
     * texts. Names such as {@code 12e5} are numbers to YAML and texts to whoever wrote them, as is all that is no plain
     * decimal number.
     */
    public static ScalarValue readClaim(YamlNode node) {
        if (!node.isScalar()) {
            throw node.misread("expected a text, a number or a boolean: claims are nothing else");
        }
        boolean text = node.isReal() && !DECIMAL.matcher(node.scalar()).matches();
        return text ? new ScalarValue.Text(node.scalar()) : read(node);
    }

    private static double finite(String written) {
        double number = Double.parseDouble(written);
        if (Double.isInfinite(number)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static ScalarValue readTyped(YamlNode node) {
        ProblemCollector problems = new ProblemCollector();
        YamlObject object = YamlObject.open(node, problems, TYPES);
        if (!problems.sorted().isEmpty() || node.keys().size() != 1) {
            throw node.misread("expected a scalar or one of $date, $oid, $uuid");
        }
        if (object.has("$date")) {
            return object.need("$date").parsed(text -> new ScalarValue.Date(instant(text)));
        }
        return object.has("$oid")
                ? object.need("$oid").parsed(ScalarValue.ObjectId::new)
                : object.need("$uuid").parsed(ScalarValue.Uuid::of);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a date such as 2026-01-05T09:00:00Z", e);
        }
    }
}
