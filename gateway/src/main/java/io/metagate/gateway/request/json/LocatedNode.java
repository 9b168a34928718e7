package io.metagate.gateway.request.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A value of a request's body, and where it stands.
 *
 * @param node the value
 * @param pointer the way to it from the body (RFC 6901); empty for the body itself
 */
public record LocatedNode(JsonNode node, String pointer) {

    /** The body itself. */
    public static LocatedNode root(JsonNode body) {
        return new LocatedNode(body, "");
    }

    public boolean isObject() {
        return node.isObject();
    }

    public boolean isArray() {
        return node.isArray();
    }

    public boolean isTextual() {
        return node.isTextual();
    }

    /** The text; for textual values alone. */
    public String text() {
        return node.textValue();
    }

    /** How many members or items it has. */
    public int size() {
        return node.size();
    }

    public boolean isEmpty() {
        return node.isEmpty();
    }

    /** The members of an object, in their order; of anything else none. */
    public Map<String, LocatedNode> members() {
        Map<String, LocatedNode> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), below(member.getKey(), member.getValue())));
        return members;
    }

    /** The items of an array, in their order; of anything else none. */
    public List<LocatedNode> items() {
        List<LocatedNode> items = new ArrayList<>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            items.add(below(Integer.toString(i), node.get(i)));
        }
        return items;
    }

    /**
     * A member; one that is null counts as absent, so that {@code next} of a page can be sent back as {@code cursor}.
     */
    public Optional<LocatedNode> member(String name) {
        return Optional.ofNullable(node.get(name))
                .filter(member -> !member.isNull())
                .map(member -> below(name, member));
    }

    /** The same object, which has no members but the known ones. */
    public LocatedNode closed(Set<String> known) throws BadRequest {
        for (Map.Entry<String, LocatedNode> member : members().entrySet()) {
            if (!known.contains(member.getKey())) {
                throw member.getValue()
                        .refused(ProblemCode.REQUEST_UNKNOWN_MEMBER, "one of " + String.join(", ", sorted(known)));
            }
        }
        return this;
    }

    /**
     * Says that this is not of the documented form.
     *
     * @param expected the form that it should have
     */
    public BadRequest refused(ProblemCode code, String expected) {
        return new BadRequest(code, InvalidPart.member(pointer, expected));
    }

    /** Says that this has a value that is not allowed. */
    public BadRequest invalid(String expected) {
        return refused(ProblemCode.REQUEST_INVALID_VALUE, expected);
    }

    private LocatedNode below(String name, JsonNode value) {
        return new LocatedNode(value, pointer + InvalidPart.token(name));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    /** Without the value, which no log may hold (P7). */
    @Override
    public String toString() {
        return "LocatedNode[?]";
    }
}
