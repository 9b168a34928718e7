package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.Value;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is to be explained out of a body. What is not of the documented form is refused, not skipped. */
public final class ExplainReader {

    private static final Set<String> MEMBERS = Set.of("collection", "action", "filter", "fields", "by", "sort", "as");
    private static final Set<String> PRINCIPAL = Set.of("subject", "client", "roles", "claims");
    private static final String DESCRIBED = "described";

    private ExplainReader() {}

    public static ExplainRequest read(InputStream body) throws BadRequest {
        ObjectNode object = QueryReader.closed(JsonBody.read(body), MEMBERS);
        String collection = text(object, "collection").orElseThrow(ExplainReader::invalid);
        Action action = Action.of(text(object, "action").orElse(Action.SEARCH.written()))
                .orElseThrow(ExplainReader::invalid);
        Optional<JsonNode> filter = QueryReader.member(object, "filter");
        Predicate predicate = filter.isPresent() ? FilterReader.read(filter.get()) : Predicate.all();
        Optional<FieldPath> by = QueryReader.by(object);
        List<SortKey> sort = QueryReader.sort(object);
        if (by.isPresent() && !sort.isEmpty()) {
            throw invalid();
        }
        Query query = new Query(predicate, QueryReader.fields(object), by, sort, 1, Optional.empty());
        Optional<JsonNode> as = QueryReader.member(object, "as");
        return new ExplainRequest(
                collection, action, query, as.isPresent() ? Optional.of(principal(as.get())) : Optional.empty());
    }

    private static Principal principal(JsonNode node) throws BadRequest {
        if (!(node instanceof ObjectNode described)) {
            throw invalid();
        }
        ObjectNode object = QueryReader.closed(described, PRINCIPAL);
        Optional<JsonNode> roles = QueryReader.member(object, "roles");
        Optional<JsonNode> claims = QueryReader.member(object, "claims");
        String subject = text(object, "subject").orElse(DESCRIBED);
        if (subject.isBlank()) {
            throw invalid();
        }
        return new Principal(
                DESCRIBED,
                subject,
                text(object, "client").orElse(""),
                roles.isPresent() ? new HashSet<>(QueryReader.texts(roles.get())) : Set.of(),
                claims.isPresent() ? claims(claims.get()) : Map.of());
    }

    private static Map<String, Claim> claims(JsonNode node) throws BadRequest {
        if (!(node instanceof ObjectNode object)) {
            throw invalid();
        }
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> claim : object.properties()) {
            claims.put(claim.getKey(), claim(claim.getValue()));
        }
        return claims;
    }

    private static Claim claim(JsonNode node) throws BadRequest {
        if (!node.isArray()) {
            return Claim.of(ValueReader.read(node));
        }
        List<Value> values = new ArrayList<>();
        for (JsonNode value : node) {
            values.add(ValueReader.read(value));
        }
        return Claim.ofList(values);
    }

    private static Optional<String> text(ObjectNode object, String name) throws BadRequest {
        Optional<JsonNode> member = QueryReader.member(object, name);
        if (member.isPresent() && !member.get().isTextual()) {
            throw invalid();
        }
        return member.map(JsonNode::textValue);
    }

    private static BadRequest invalid() {
        return new BadRequest(ProblemCode.REQUEST_INVALID_VALUE);
    }
}
