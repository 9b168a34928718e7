package io.metagate.gateway.request;

import io.metagate.gateway.identity.TokenClaims;
import io.metagate.gateway.request.filter.JsonFilterParser;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.JsonBody;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is to be explained out of a body. What is not of the documented form is refused, not skipped. */
public final class ExplainRequestParser {

    private static final Set<String> MEMBERS = Set.of("collection", "action", "filter", "fields", "by", "sort", "as");
    private static final Set<String> PRINCIPAL = Set.of("subject", "client", "roles", "claims");
    private static final String DESCRIBED = "described";

    private ExplainRequestParser() {}

    public static ExplainRequest read(InputStream body) throws BadRequest {
        LocatedNode object = JsonBody.read(body).closed(MEMBERS);
        String collection =
                text(object, "collection").orElseThrow(() -> object.invalid("an object with the member collection"));
        Action action = action(object);
        Optional<LocatedNode> filter = object.member("filter");
        LocatedFilter read = filter.isPresent() ? JsonFilterParser.read(filter.get()) : LocatedFilter.ALL;
        Optional<FieldPath> by = QueryRequestParser.by(object);
        List<SortKey> sort = QueryRequestParser.sort(object);
        if (by.isPresent() && !sort.isEmpty()) {
            throw object.invalid("by or sort, not both");
        }
        Query query = new Query(read.predicate(), QueryRequestParser.fields(object), by, sort, 1, Optional.empty());
        Optional<LocatedNode> as = object.member("as");
        return new ExplainRequest(
                collection, action, query, as.isPresent() ? Optional.of(principal(as.get())) : Optional.empty());
    }

    private static Action action(LocatedNode object) throws BadRequest {
        Optional<LocatedNode> member = object.member("action");
        return Action.of(text(object, "action").orElse(Action.SEARCH.wireName()))
                .orElseThrow(() -> member.orElse(object).invalid("an action of the policy language"));
    }

    private static Principal principal(LocatedNode described) throws BadRequest {
        LocatedNode object = object(described).closed(PRINCIPAL);
        Optional<LocatedNode> roles = object.member("roles");
        Optional<LocatedNode> claims = object.member("claims");
        String subject = text(object, "subject").orElse(DESCRIBED);
        if (subject.isBlank()) {
            throw object.invalid("a subject that is not blank");
        }
        return new Principal(
                DESCRIBED,
                subject,
                text(object, "client").orElse(""),
                roles.isPresent() ? new HashSet<>(QueryRequestParser.texts(roles.get())) : Set.of(),
                claims.isPresent() ? claims(claims.get()) : Map.of());
    }

    private static Map<String, Claim> claims(LocatedNode node) throws BadRequest {
        return TokenClaims.of(object(node).node());
    }

    private static LocatedNode object(LocatedNode node) throws BadRequest {
        if (!node.isObject()) {
            throw node.invalid("an object");
        }
        return node;
    }

    private static Optional<String> text(LocatedNode object, String name) throws BadRequest {
        Optional<LocatedNode> member = object.member(name);
        if (member.isPresent() && !member.get().isTextual()) {
            throw member.get().invalid("text");
        }
        return member.map(LocatedNode::text);
    }
}
