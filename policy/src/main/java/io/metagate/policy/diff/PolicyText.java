package io.metagate.policy.diff;

import io.metagate.policy.grant.FieldRights;
import io.metagate.policy.json.Json;
import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.model.RowTemplate.Operand;
import io.metagate.policy.model.RowTemplate.Test;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.redaction.transform.Bucket;
import io.metagate.policy.redaction.transform.Mask;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.Truncate;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Value;
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
            return "{constant: " + new Json.Text(constant.text()) + "}";
        }
        if (transform instanceof Truncate truncate) {
            return "{truncate: " + truncate.unit().written() + "}";
        }
        if (transform instanceof Bucket bucket) {
            return "{bucket: " + new Json.Num(bucket.width()) + "}";
        }
        return transform instanceof Mask mask ? of(mask) : transform.name();
    }

    private static String of(Mask mask) {
        if (mask instanceof Mask.Email email) {
            return email.domainHidden() ? "{mask: email, domain: hide}" : "{mask: email}";
        }
        if (mask instanceof Mask.First first) {
            return "{mask: first, keep: " + first.keep() + "}";
        }
        return mask instanceof Mask.Last last
                ? "{mask: last, keep: " + last.keep() + "}"
                : "{mask: " + mask.name().substring("mask.".length()) + "}";
    }

    /** A row scope, in JSON. */
    static Json of(RowTemplate rows) {
        if (rows instanceof RowTemplate.All all) {
            return member(
                    "$and",
                    new Json.Items(all.parts().stream().map(PolicyText::of).toList()));
        }
        if (rows instanceof RowTemplate.Any any) {
            return member(
                    "$or",
                    new Json.Items(any.parts().stream().map(PolicyText::of).toList()));
        }
        if (rows instanceof RowTemplate.Not not) {
            return member("$not", of(not.part()));
        }
        if (rows instanceof RowTemplate.AnyElement any) {
            return member(any.path().dotted(), member("$elemMatch", of(any.part())));
        }
        RowTemplate.Compared compared = (RowTemplate.Compared) rows;
        return member(compared.path().dotted(), member(operator(compared), operand(compared)));
    }

    private static String operator(RowTemplate.Compared compared) {
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

    private static Json operand(RowTemplate.Compared compared) {
        if (compared.test() == Test.EXISTS) {
            return new Json.Flag(true);
        }
        List<Json> operands = compared.operands().stream().map(PolicyText::of).toList();
        return operands.size() == 1 ? operands.get(0) : new Json.Items(operands);
    }

    private static Json of(Operand operand) {
        return operand instanceof Operand.Claim claim
                ? new Json.Text("${principal.claims." + claim.name() + "}")
                : of(((Operand.Literal) operand).value());
    }

    /** A value, in JSON. */
    static Json of(Value value) {
        if (value instanceof Value.Text text) {
            return new Json.Text(text.text());
        }
        if (value instanceof Value.Bool bool) {
            return new Json.Flag(bool.truth());
        }
        if (value instanceof Value.Int integer) {
            return new Json.Num(integer.number());
        }
        if (value instanceof Value.Real real) {
            return new Json.Num(BigDecimal.valueOf(real.number()));
        }
        return value instanceof Value.Decimal decimal ? new Json.Num(decimal.number()) : typed(value);
    }

    private static Json typed(Value value) {
        if (value instanceof Value.Date date) {
            return member("$date", new Json.Text(date.instant().toString()));
        }
        if (value instanceof Value.ObjectId id) {
            return member("$oid", new Json.Text(id.hex()));
        }
        return value instanceof Value.Uuid uuid
                ? member("$uuid", new Json.Text(uuid.uuid().toString()))
                : new Json.Nothing();
    }

    private static Json member(String name, Json value) {
        return new Json.Members(Map.of(name, value));
    }
}
