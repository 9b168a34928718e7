package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.request.Content;
import io.metagate.policy.request.Value;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is to be written out of a body, in MongoDB Extended JSON v2. A name is that of a field: none holds a dot or starts with a dollar sign. */
public final class ContentReader {

    private static final String ID = "_id";

    private ContentReader() {}

    /** A merge patch (RFC 7396) that changes something. */
    public static Content.Members patch(InputStream body) throws BadRequest {
        return some(members(JsonBody.read(body)));
    }

    /** A new record, under an identifier by which it can be asked for. */
    public static NewRecord record(InputStream body) throws BadRequest {
        ObjectNode object = JsonBody.read(body);
        String text = object.toString();
        Optional<Value> id = Optional.empty();
        if (object.has(ID)) {
            id = Optional.of(value(object.remove(ID)));
        }
        if (!id.map(RecordId::isNameable).orElse(true)) {
            throw malformed();
        }
        Content.Members members = members(object);
        return new NewRecord(id, id.isPresent() ? members : some(members), text);
    }

    private static Content.Members some(Content.Members members) throws BadRequest {
        if (members.members().isEmpty()) {
            throw malformed();
        }
        return members;
    }

    private static Content content(JsonNode node) throws BadRequest {
        if (node.isArray()) {
            List<Content> items = new ArrayList<>();
            for (JsonNode item : node) {
                items.add(content(item));
            }
            return new Content.Items(items);
        }
        return node instanceof ObjectNode object && !ValueReader.isTyped(node)
                ? members(object)
                : new Content.Scalar(value(node));
    }

    private static Content.Members members(ObjectNode object) throws BadRequest {
        Map<String, Content> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            members.put(member.getKey(), content(member.getValue()));
        }
        try {
            return new Content.Members(members);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Value value(JsonNode node) throws BadRequest {
        try {
            return ValueReader.read(node);
        } catch (BadRequest e) {
            throw malformed();
        }
    }

    private static BadRequest malformed() {
        return new BadRequest(ProblemCode.RECORD_MALFORMED);
    }

    /**
     * A record that somebody wants made.
     *
     * @param id its identifier, if one is chosen
     * @param members everything else
     * @param text the body, by which a request is told from another one
     */
    public record NewRecord(Optional<Value> id, Content.Members members, String text) {

        @Override
        public String toString() {
            return "NewRecord[?]";
        }
    }
}
