package io.metagate.policy.source;

import io.metagate.policy.request.Value;
import io.metagate.policy.source.yaml.Problems;
import io.metagate.policy.source.yaml.YamlNode;
import io.metagate.policy.source.yaml.YamlObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** Reads a YAML scalar, or one of the typed forms {@code {$date: ...}}, {@code {$oid: ...}}, {@code {$uuid: ...}}, into a value. */
final class ScalarReader {

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
            return node.checked(() -> new Value.Real(Double.parseDouble(node.scalar())));
        }
        throw node.misread("expected a text, a number or a boolean");
    }

    /** Reads what a claim of a token can be, or an item of one: no token has dates or identifiers that are more than texts. */
    static Value readClaim(YamlNode node) {
        if (!node.isScalar()) {
            throw node.misread("expected a text, a number or a boolean: claims are nothing else");
        }
        return read(node);
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
