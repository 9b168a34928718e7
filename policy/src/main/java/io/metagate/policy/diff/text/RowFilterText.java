package io.metagate.policy.diff.text;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterTemplate.Test;
import io.metagate.policy.model.rows.RowFilterVisitor;
import io.metagate.policy.request.FilterOperator;
import java.util.List;
import java.util.Map;

/** Row scopes as their authors would write them, in JSON. */
final class RowFilterText implements RowFilterVisitor<JsonValue> {

    @Override
    public JsonValue all(RowFilterTemplate.All all) {
        return member(FilterOperator.AND, ofEach(all.parts()));
    }

    @Override
    public JsonValue any(RowFilterTemplate.Any any) {
        return member(FilterOperator.OR, ofEach(any.parts()));
    }

    @Override
    public JsonValue not(RowFilterTemplate.Not not) {
        return member(FilterOperator.NOT, not.part().accept(this));
    }

    @Override
    public JsonValue anyElement(RowFilterTemplate.AnyElement any) {
        return member(
                any.path().dotted(),
                member(FilterOperator.ELEM_MATCH, any.part().accept(this)));
    }

    @Override
    public JsonValue compared(RowFilterTemplate.Compared compared) {
        return member(compared.path().dotted(), member(compared.operator(), operand(compared)));
    }

    private JsonValue ofEach(List<RowFilterTemplate> parts) {
        return new JsonValue.Items(parts.stream().map(part -> part.accept(this)).toList());
    }

    private static JsonValue operand(RowFilterTemplate.Compared compared) {
        if (compared.test() == Test.EXISTS) {
            return new JsonValue.Flag(true);
        }
        List<JsonValue> operands = compared.operands().stream()
                .map(operand -> operand.<JsonValue>fold(
                        literal -> literal.value().accept(new ScalarText()),
                        claim -> new JsonValue.Text("${principal.claims." + claim.name() + "}")))
                .toList();
        return operands.size() == 1 ? operands.get(0) : new JsonValue.Items(operands);
    }

    private static JsonValue member(FilterOperator operator, JsonValue operand) {
        return member(operator.wireName(), operand);
    }

    private static JsonValue member(String name, JsonValue value) {
        return new JsonValue.Members(Map.of(name, value));
    }
}
