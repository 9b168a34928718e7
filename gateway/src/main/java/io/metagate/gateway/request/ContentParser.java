package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.ExtendedJsonParser;
import io.metagate.gateway.request.json.JsonBody;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what is to be written out of a body, in MongoDB Extended JSON v2. A name is that of a field: none holds a dot
 * or starts with a dollar sign.
 */
public final class ContentParser {

    private static final String ID = "_id";

    private ContentParser() {}

    /** A merge patch (RFC 7396) that changes something. */
    public static DocumentValue.Members patch(InputStream body) throws BadRequest {
        LocatedNode object = JsonBody.read(body);
        return some(object, members(object));
    }

    /** A new record, under an identifier by which it can be asked for. */
    public static NewRecord record(InputStream body) throws BadRequest {
        LocatedNode object = JsonBody.read(body);
        String text = object.node().toString();
        Optional<LocatedNode> written = Optional.ofNullable(object.members().get(ID));
        Optional<ScalarValue> id = written.isPresent() ? Optional.of(id(written.get())) : Optional.empty();
        ((ObjectNode) object.node()).remove(ID);
        DocumentValue.Members members = members(object);
        return new NewRecord(id, id.isPresent() ? members : some(object, members), text);
    }

    private static ScalarValue id(LocatedNode written) throws BadRequest {
        ScalarValue id = ExtendedJsonParser.read(written, ProblemCode.RECORD_MALFORMED);
        if (!RecordId.isNameable(id)) {
            throw malformed(written, "1 to 1024 bytes without control characters, other than . and ..");
        }
        return id;
    }

    private static DocumentValue.Members some(LocatedNode object, DocumentValue.Members members) throws BadRequest {
        if (members.members().isEmpty()) {
            throw malformed(object, "an object with at least one field");
        }
        return members;
    }

    private static DocumentValue content(LocatedNode place) throws BadRequest {
        if (place.isArray()) {
            List<DocumentValue> items = new ArrayList<>();
            for (LocatedNode item : place.items()) {
                items.add(content(item));
            }
            return new DocumentValue.Items(items);
        }
        return place.isObject() && !ExtendedJsonParser.isTyped(place.node())
                ? members(place)
                : new DocumentValue.Scalar(ExtendedJsonParser.read(place, ProblemCode.RECORD_MALFORMED));
    }

    private static DocumentValue.Members members(LocatedNode object) throws BadRequest {
        Map<String, DocumentValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, LocatedNode> member : object.members().entrySet()) {
            members.put(member.getKey(), content(member.getValue()));
        }
        try {
            return new DocumentValue.Members(members);
        } catch (IllegalArgumentException e) {
            throw malformed(object, "names of fields: not empty, without dots, not beginning with a dollar sign");
        }
    }

    private static BadRequest malformed(LocatedNode place, String expected) {
        return place.refused(ProblemCode.RECORD_MALFORMED, expected);
    }

    /**
     * A record that somebody wants made.
     *
     * @param id its identifier, if one is chosen
     * @param members everything else
     * @param text the body, by which a request is told from another one
     */
    public record NewRecord(Optional<ScalarValue> id, DocumentValue.Members members, String text) {

        @Override
        public String toString() {
            return "NewRecord[?]";
        }
    }
}
