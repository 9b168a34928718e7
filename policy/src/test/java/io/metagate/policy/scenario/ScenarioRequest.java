package io.metagate.policy.scenario;

import io.metagate.policy.parser.filter.YamlQueryParser;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.ChangeRequest;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.RevealRequest;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/** The request that a scenario is about. */
record ScenarioRequest(Map<String, Object> given, Map<String, Object> when) {

    Principal principal() {
        Map<String, Claim> claims = new LinkedHashMap<>();
        members(given.getOrDefault("claims", Map.of())).forEach((name, claim) -> claims.put(name, claim(claim)));
        Set<String> roles =
                texts(given.getOrDefault("roles", List.of())).stream().collect(Collectors.toSet());
        String client = (String) given.getOrDefault("client", "service");
        return new Principal("https://issuer.example", "somebody", client, roles, claims);
    }

    String purpose() {
        return text(given, "purpose");
    }

    Instant at() {
        return Instant.parse(text(given, "at"));
    }

    AccessRequest access() {
        Action action = Action.of(text(when, "action")).orElseThrow();
        return new AccessRequest(principal(), purpose(), action, text(when, "collection"), query(action), at());
    }

    ChangeRequest change() {
        return new ChangeRequest(principal(), purpose(), text(when, "collection"), recordChange(), at());
    }

    RevealRequest reveal() {
        FieldPath field = FieldPath.of(text(when, "field"));
        return new RevealRequest(
                principal(), purpose(), text(when, "collection"), field, texts(when.get("tokens")), at());
    }

    private Query query(Action action) {
        Map<String, Object> query = new LinkedHashMap<>(when);
        query.keySet().retainAll(Set.of("filter", "sort", "fields", "by"));
        Query parsed = YamlQueryParser.read(new Document(query).toJson());
        if (action == Action.READ) {
            return Query.byId(scalar(when.get("id")), parsed.fields());
        }
        return action == Action.COUNT ? Query.count(parsed.filter(), parsed.by()) : parsed;
    }

    private RecordChange recordChange() {
        Optional<ScalarValue> id = Optional.ofNullable(when.get("id")).map(ScenarioRequest::scalar);
        return switch (text(when, "action")) {
            case "create" ->
                new RecordChange.Create(id, when.getOrDefault("chosen", true).equals(true), (DocumentValue.Members)
                        document(when.get("record")));
            case "update" ->
                new RecordChange.Update(id.orElseThrow(), (DocumentValue.Members) document(when.get("patch")));
            default -> new RecordChange.Delete(id.orElseThrow());
        };
    }

    private static DocumentValue document(Object written) {
        if (written instanceof Map<?, ?> members) {
            Map<String, DocumentValue> values = new LinkedHashMap<>();
            members.forEach((name, value) -> values.put((String) name, document(value)));
            return new DocumentValue.Members(values);
        }
        return written instanceof List<?> items
                ? new DocumentValue.Items(
                        items.stream().map(ScenarioRequest::document).toList())
                : new DocumentValue.Scalar(scalar(written));
    }

    private static Claim claim(Object written) {
        if (written instanceof Map<?, ?>) {
            return Claim.unreadable();
        }
        return written instanceof List<?> items
                ? Claim.ofList(items.stream().map(ScenarioRequest::scalar).toList())
                : Claim.of(scalar(written));
    }

    private static ScalarValue scalar(Object written) {
        if (written instanceof String text) {
            return new ScalarValue.Text(text);
        }
        if (written instanceof Boolean truth) {
            return new ScalarValue.Bool(truth);
        }
        if (written instanceof Double number) {
            return new ScalarValue.Real(number);
        }
        return written == null ? new ScalarValue.Null() : new ScalarValue.Int(((Number) written).longValue());
    }

    private static String text(Map<String, Object> part, String key) {
        if (part.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the scenario does not say: " + key);
    }

    private static List<String> texts(Object written) {
        return ((List<?>) written).stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object written) {
        return (Map<String, Object>) written;
    }
}
