package io.metagate.policy.source;

import io.metagate.policy.request.Value;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlNode;
import io.metagate.policy.source.yaml.YamlObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a YAML scalar, or one of the typed forms {@code {$date: ...}}, {@code {$oid: ...}}, {@code {$uuid: ...}}, into
 * a value.
 */
final class ScalarReader {

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");

    private ScalarReader() {}

    static Value read(YamlNode node) {
        if (node.isMapping()) {
            return readTyped(node);
        }
        if (!node.isScalar()) {
            throw node.misread("expected a scalar");
        }
        if (node.isText()) {
            return new Value.Text(node.text());
        }
        if (node.isInteger()) {
            return new Value.Int(node.integer());
        }
        if (node.isBool()) {
            return new Value.Bool(node.bool());
        }
        if (node.isReal()) {
            return node.checked(() -> new Value.Real(finite(node.scalar())));
        }
        throw node.misread("expected a text, a number or a boolean");
    }

    /**
     * Reads what a claim of a token can be, or an item of one: no token has dates or identifiers that are more than
     * texts. Names such as {@code 12e5} are numbers to YAML and texts to whoever wrote them, as is all that is no plain
     * decimal number.
     */
    static Value readClaim(YamlNode node) {
        if (!node.isScalar()) {
            throw node.misread("expected a text, a number or a boolean: claims are nothing else");
        }
        boolean text = node.isReal() && !DECIMAL.matcher(node.scalar()).matches();
        return text ? new Value.Text(node.scalar()) : read(node);
    }

    private static double finite(String written) {
        double number = Double.parseDouble(written);
        if (Double.isInfinite(number)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static Value readTyped(YamlNode node) {
        Problems problems = new Problems();
        YamlObject object = YamlObject.open(node, problems, Set.of("$date", "$oid", "$uuid"));
        if (!problems.sorted().isEmpty() || node.keys().size() != 1) {
            throw node.misread("expected a scalar or one of $date, $oid, $uuid");
        }
        if (object.has("$date")) {
            return object.need("$date").parsed(text -> new Value.Date(instant(text)));
        }
        return object.has("$oid")
                ? object.need("$oid").parsed(Value.ObjectId::new)
                : object.need("$uuid").parsed(Value.Uuid::of);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a date such as 2026-01-05T09:00:00Z", e);
        }
    }
}
