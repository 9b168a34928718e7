package io.metagate.policy.diff;

import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.model.rows.RowFilterTemplate.Test;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.ScalarValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiled parts of policies as their authors would write them. */
final class PolicyText {

    private PolicyText() {}

    /** The rights that a rule gives. */
    static String of(FieldRights rights) {
        String filter = rights.uses().filter().isEmpty()
                ? ""
                : rights.uses().filter().stream()
                        .sorted()
                        .map(FilterKind::written)
                        .collect(Collectors.joining(", ", ", filter: [", "]"));
        String write = rights.write() == WriteRight.SEEING ? "true" : "blind";
        return of(rights.read())
                + filter
                + (rights.uses().sort() ? ", sort: true" : "")
                + (rights.uses().group() ? ", group: true" : "")
                + (rights.write() == WriteRight.NONE ? "" : ", write: " + write);
    }

    static String of(Transform transform) {
        if (transform instanceof Transform.Constant constant) {
            return "{constant: " + new JsonValue.Text(constant.text()) + "}";
        }
        if (transform instanceof TruncateTransform truncate) {
            return "{truncate: " + truncate.unit().written() + "}";
        }
        if (transform instanceof BucketTransform bucket) {
            return "{bucket: " + new JsonValue.Num(bucket.width()) + "}";
        }
        return transform instanceof MaskTransform mask ? of(mask) : transform.name();
    }

    private static String of(MaskTransform mask) {
        if (mask instanceof MaskTransform.Email email) {
            return email.domainHidden() ? "{mask: email, domain: hide}" : "{mask: email}";
        }
        if (mask instanceof MaskTransform.First first) {
            return "{mask: first, keep: " + first.keep() + "}";
        }
        return mask instanceof MaskTransform.Last last
                ? "{mask: last, keep: " + last.keep() + "}"
                : "{mask: " + mask.name().substring("mask.".length()) + "}";
    }

    /** A row scope, in JSON. */
    static JsonValue of(RowFilterTemplate rows) {
        if (rows instanceof RowFilterTemplate.All all) {
            return member(
                    "$and",
                    new JsonValue.Items(all.parts().stream().map(PolicyText::of).toList()));
        }
        if (rows instanceof RowFilterTemplate.Any any) {
            return member(
                    "$or",
                    new JsonValue.Items(any.parts().stream().map(PolicyText::of).toList()));
        }
        if (rows instanceof RowFilterTemplate.Not not) {
            return member("$not", of(not.part()));
        }
        if (rows instanceof RowFilterTemplate.AnyElement any) {
            return member(any.path().dotted(), member("$elemMatch", of(any.part())));
        }
        RowFilterTemplate.Compared compared = (RowFilterTemplate.Compared) rows;
        return member(compared.path().dotted(), member(operator(compared), operand(compared)));
    }

    private static String operator(RowFilterTemplate.Compared compared) {
        return switch (compared.test()) {
            case EQUALS_ANY -> compared.operands().size() == 1 ? "$eq" : "$in";
            case GREATER -> "$gt";
            case GREATER_OR_EQUAL -> "$gte";
            case LESS -> "$lt";
            case LESS_OR_EQUAL -> "$lte";
            case STARTS_WITH -> "$startsWith";
            case EXISTS -> "$exists";
        };
    }

    private static JsonValue operand(RowFilterTemplate.Compared compared) {
        if (compared.test() == Test.EXISTS) {
            return new JsonValue.Flag(true);
        }
        List<JsonValue> operands =
                compared.operands().stream().map(PolicyText::of).toList();
        return operands.size() == 1 ? operands.get(0) : new JsonValue.Items(operands);
    }

    private static JsonValue of(Operand operand) {
        return operand instanceof Operand.Claim claim
                ? new JsonValue.Text("${principal.claims." + claim.name() + "}")
                : of(((Operand.Literal) operand).value());
    }

    /** A value, in JSON. */
    static JsonValue of(ScalarValue value) {
        if (value instanceof ScalarValue.Text text) {
            return new JsonValue.Text(text.text());
        }
        if (value instanceof ScalarValue.Bool bool) {
            return new JsonValue.Flag(bool.truth());
        }
        if (value instanceof ScalarValue.Int integer) {
            return new JsonValue.Num(integer.number());
        }
        if (value instanceof ScalarValue.Real real) {
            return new JsonValue.Num(BigDecimal.valueOf(real.number()));
        }
        return value instanceof ScalarValue.Decimal decimal ? new JsonValue.Num(decimal.number()) : typed(value);
    }

    private static JsonValue typed(ScalarValue value) {
        if (value instanceof ScalarValue.Date date) {
            return member("$date", new JsonValue.Text(date.instant().toString()));
        }
        if (value instanceof ScalarValue.ObjectId id) {
            return member("$oid", new JsonValue.Text(id.hex()));
        }
        return value instanceof ScalarValue.Uuid uuid
                ? member("$uuid", new JsonValue.Text(uuid.uuid().toString()))
                : new JsonValue.Nothing();
    }

    private static JsonValue member(String name, JsonValue value) {
        return new JsonValue.Members(Map.of(name, value));
    }
}
