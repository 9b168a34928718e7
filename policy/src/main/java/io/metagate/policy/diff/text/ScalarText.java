package io.metagate.policy.diff.text;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
import java.math.BigDecimal;
import java.util.Map;

/** Values as their authors would write them, in JSON. */
final class ScalarText implements ScalarVisitor<JsonValue> {

    @Override
    public JsonValue text(ScalarValue.Text text) {
        return new JsonValue.Text(text.text());
    }

    @Override
    public JsonValue integer(ScalarValue.Int integer) {
        return new JsonValue.Num(integer.number());
    }

    @Override
    public JsonValue real(ScalarValue.Real real) {
        return new JsonValue.Num(BigDecimal.valueOf(real.number()));
    }

    @Override
    public JsonValue decimal(ScalarValue.Decimal decimal) {
        return new JsonValue.Num(decimal.number());
    }

    @Override
    public JsonValue bool(ScalarValue.Bool bool) {
        return new JsonValue.Flag(bool.truth());
    }

    @Override
    public JsonValue date(ScalarValue.Date date) {
        return typed("$date", date.instant().toString());
    }

    @Override
    public JsonValue objectId(ScalarValue.ObjectId id) {
        return typed("$oid", id.hex());
    }

    @Override
    public JsonValue uuid(ScalarValue.Uuid uuid) {
        return typed("$uuid", uuid.uuid().toString());
    }

    @Override
    public JsonValue nothing(ScalarValue.Null nothing) {
        return new JsonValue.Nothing();
    }

    private static JsonValue typed(String name, String text) {
        return new JsonValue.Members(Map.of(name, new JsonValue.Text(text)));
    }
}
