package io.metagate.gateway.request.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.ExtendedJsonParser;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.filter.FilterMember;
import io.metagate.policy.filter.FilterNode;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import java.util.List;
import java.util.Optional;

/** A part of a filter in JSON. Where it stands is said by a pointer (RFC 6901). */
record JsonFilterNode(LocatedNode node) implements FilterNode<String, BadRequest> {

    @Override
    public String at() {
        return node.pointer();
    }

    @Override
    public boolean isObject() {
        return node.isObject();
    }

    @Override
    public boolean isArray() {
        return node.isArray();
    }

    @Override
    public boolean isText() {
        return node.isTextual();
    }

    @Override
    public boolean isTypedValue() {
        return ExtendedJsonParser.isTyped(node.node());
    }

    @Override
    public List<FilterMember<String, BadRequest>> members() {
        return node.members().entrySet().stream()
                .map(member -> member(member.getKey(), new JsonFilterNode(member.getValue())))
                .toList();
    }

    @Override
    public List<JsonFilterNode> items() {
        return node.items().stream().map(JsonFilterNode::new).toList();
    }

    @Override
    public Optional<Boolean> flag() {
        return Optional.of(node.node()).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    @Override
    public Operand operand() throws BadRequest {
        return new Operand.Literal(ExtendedJsonParser.read(node));
    }

    private static FilterMember<String, BadRequest> member(String name, JsonFilterNode value) {
        return new FilterMember<>(value.at(), name, value);
    }
}
