package io.metagate.gateway.request;

import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.JsonBody;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.RevealRequest;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads which tokens are to be turned back out of a body. What is not of the documented form is refused, not skipped.
 */
public final class RevealRequestParser {

    private static final Set<String> MEMBERS = Set.of("field", "tokens");

    private RevealRequestParser() {}

    public static TokenList read(InputStream body) throws BadRequest {
        LocatedNode object = JsonBody.read(body).closed(MEMBERS);
        LocatedNode field = required(object, "field");
        LocatedNode tokens = required(object, "tokens");
        List<String> texts = QueryRequestParser.texts(tokens);
        boolean twice = new HashSet<>(texts).size() != texts.size();
        if (twice || texts.isEmpty() || texts.size() > RevealRequest.MAX_TOKENS) {
            throw tokens.invalid("1 to " + RevealRequest.MAX_TOKENS + " texts, none of them twice");
        }
        return new TokenList(QueryRequestParser.path(field), texts);
    }

    private static LocatedNode required(LocatedNode object, String name) throws BadRequest {
        return object.member(name).orElseThrow(() -> object.invalid("an object with the member " + name));
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
