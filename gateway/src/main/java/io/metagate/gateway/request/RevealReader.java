package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.RevealRequest;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which tokens are to be turned back out of a body. What is not of the documented form is refused, not skipped. */
public final class RevealReader {

    private static final Set<String> MEMBERS = Set.of("field", "tokens");

    private RevealReader() {}

    public static TokenList read(InputStream body) throws BadRequest {
        ObjectNode object = QueryReader.closed(JsonBody.read(body), MEMBERS);
        Optional<JsonNode> field = QueryReader.member(object, "field").filter(JsonNode::isTextual);
        Optional<JsonNode> tokens = QueryReader.member(object, "tokens").filter(JsonNode::isArray);
        if (field.isEmpty() || tokens.isEmpty()) {
            throw invalid();
        }
        List<String> texts = QueryReader.texts(tokens.get());
        boolean twice = new HashSet<>(texts).size() != texts.size();
        if (twice || texts.isEmpty() || texts.size() > RevealRequest.MAX_TOKENS) {
            throw invalid();
        }
        return new TokenList(QueryReader.path(field.get().textValue()), texts);
    }

    private static BadRequest invalid() {
        return new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
    }

    /**
     * Tokens that are to be turned back, as their caller wrote them.
     *
     * @param field the field that they are tokens of
     * @param tokens any texts, none of them twice
     */
    public record TokenList(FieldPath field, List<String> tokens) {

        @Override
        public String toString() {
            return "TokenList[" + tokens.size() + "]";
        }
    }
}
