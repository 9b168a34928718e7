package io.metagate.policy.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.json.JsonReader;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.model.limit.Quota;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.Redactor;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.ChangeRequest;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.RawBsonDocument;

/** What the decision point gives one principal more under one revision than under another, found by asking it. */
record Widenings(PolicySet before, PolicySet after, Principal principal) {

    /** Something that is given more, and the words of a difference one of which tells it. */
    record Widening(String purpose, Action action, String collection, Set<String> whats, String detail) {}

    private static final List<String> FIELDS = List.of("email", "region", "size");
    private static final String EMAIL = "jane.roe@acme.example";
    private static final List<Instant> TIMES =
            List.of(Instant.parse("2026-01-05T09:00:00Z"), Instant.parse("2026-01-05T03:00:00Z"));

    private static final List<Action> READS = List.of(Action.READ, Action.SEARCH, Action.COUNT, Action.EXPORT);
    private static final Map<Action, List<Query>> QUERIES =
            READS.stream().collect(Collectors.toMap(action -> action, Widenings::queries));
    private static final List<RecordChange> CHANGES = changes();
    private static final List<RawRecord> RECORDS = records();

    Set<Widening> all() {
        Set<Widening> found = new LinkedHashSet<>();
        for (String purpose : List.of("support", "billing")) {
            for (String collection : List.of("accounts", "devices")) {
                if (!permitted(purpose, collection)) {
                    continue;
                }
                for (Instant at : TIMES) {
                    for (Action action : READS) {
                        QUERIES.getOrDefault(action, List.of())
                                .forEach(query -> compare(
                                        new AccessRequest(principal, purpose, action, collection, query, at), found));
                    }
                    CHANGES.forEach(
                            change -> compare(new ChangeRequest(principal, purpose, collection, change, at), found));
                }
            }
        }
        if (after.active().permits().stream()
                .anyMatch(permit -> permit.principals().surelySelects(principal))) {
            limits(found);
        }
        return found;
    }

    /** Whether anything may be permitted at all: what no permit is for, is not. */
    private boolean permitted(String purpose, String collection) {
        return after.active().permits().stream()
                .anyMatch(permit -> permit.collection().name().equals(collection) && permit.isFor(principal, purpose));
    }

    private static List<Query> queries(Action action) {
        if (action == Action.READ) {
            return List.of(Query.byId(new ScalarValue.Text("r1"), Optional.empty()));
        }
        List<Predicate> filters = new ArrayList<>(List.of(Predicate.all()));
        Predicate email = equal("email", new ScalarValue.Text(EMAIL));
        Predicate region = equal("region", new ScalarValue.Text("eu"));
        Predicate size = equal("size", new ScalarValue.Int(47));
        Predicate above =
                new Predicate.Compare(FieldPath.of("size"), Predicate.Relation.GREATER, new ScalarValue.Int(1));
        Predicate missing = equal("email", new ScalarValue.Null());
        Predicate exists = new Predicate.Exists(FieldPath.of("email"));
        filters.addAll(List.of(email, region, size, above, missing, exists));
        filters.addAll(List.of(
                Predicate.both(email, region),
                Predicate.both(email, size),
                Predicate.both(region, above),
                Predicate.both(email, Predicate.both(region, size))));
        List<Query> queries = new ArrayList<>();
        for (Predicate filter : filters) {
            if (action == Action.COUNT) {
                queries.add(Query.count(filter, Optional.empty()));
                FIELDS.forEach(field -> queries.add(Query.count(filter, Optional.of(FieldPath.of(field)))));
            } else {
                queries.add(new Query(filter, Optional.empty(), List.of(), 10, Optional.empty()));
                FIELDS.forEach(field -> queries.add(new Query(
                        filter,
                        Optional.empty(),
                        List.of(new SortKey(FieldPath.of(field), false)),
                        10,
                        Optional.empty())));
            }
        }
        return queries;
    }

    private static Predicate equal(String path, ScalarValue value) {
        return new Predicate.Compare(FieldPath.of(path), Predicate.Relation.EQUAL, value);
    }

    private static List<RecordChange> changes() {
        DocumentValue text = new DocumentValue.Scalar(new ScalarValue.Text("eu"));
        DocumentValue number = new DocumentValue.Scalar(new ScalarValue.Int(60));
        List<Map<String, DocumentValue>> patches = List.of(
                Map.of("email", text),
                Map.of("region", text),
                Map.of("size", number),
                Map.of("email", text, "region", text),
                Map.of("region", text, "size", number),
                Map.of("email", text, "region", text, "size", number),
                Map.of("email", new DocumentValue.Items(List.of(text, text))),
                Map.of("region", new DocumentValue.Items(List.of(text, text))),
                Map.of("size", new DocumentValue.Items(List.of(number, number))));
        List<RecordChange> changes = new ArrayList<>(List.of(new RecordChange.Delete(new ScalarValue.Text("r1"))));
        for (Map<String, DocumentValue> patch : patches) {
            changes.add(new RecordChange.Update(new ScalarValue.Text("r1"), new DocumentValue.Members(patch)));
            changes.add(new RecordChange.Create(
                    Optional.of(new ScalarValue.Text("r9")), false, new DocumentValue.Members(patch)));
        }
        return changes;
    }

    private static List<RawRecord> records() {
        List<RawRecord> records = new ArrayList<>();
        for (String region : List.of("eu", "us")) {
            for (int size : List.of(47, 107)) {
                RawBsonDocument document = RawBsonDocument.parse("{\"_id\": \"r1\", \"email\": \"" + EMAIL
                        + "\", \"region\": \"" + region + "\", \"size\": " + size + "}");
                byte[] bytes = new byte[document.getByteBuffer().remaining()];
                document.getByteBuffer().get(bytes);
                records.add(new RawRecord(bytes));
            }
        }
        return records;
    }

    private void compare(AccessRequest request, Set<Widening> found) {
        if (!(after.decide(request) instanceof Decision.Permit next)) {
            return;
        }
        Set<String> used = new TreeSet<>();
        if (request.action() != Action.READ) {
            request.query().paths().map(FieldPath::dotted).forEach(used::add);
        }
        String query = request.query().filter().uses().map(Object::toString).toList() + " sort "
                + request.query().sort() + " by " + request.query().by();
        Optional<Decision.Permit> old = Optional.of(before.decide(request))
                .filter(Decision.Permit.class::isInstance)
                .map(Decision.Permit.class::cast);
        if (old.isEmpty()) {
            found.add(new Widening(
                    request.purpose(),
                    request.action(),
                    request.collection(),
                    with(used, "query", "rows", "restrict"),
                    "permitted: " + query));
            return;
        }
        compareTerms(request, old.get(), next, query, found);
        for (RawRecord record : RECORDS) {
            if (record.isWithin(next.query().predicate())
                    && !record.isWithin(old.get().query().predicate())) {
                found.add(new Widening(
                        request.purpose(),
                        request.action(),
                        request.collection(),
                        with(used, "query", "rows", "restrict"),
                        "records: " + query));
            }
            compareRecord(
                    request.purpose(),
                    request.action(),
                    request.collection(),
                    record,
                    old.get().redactor(),
                    next.redactor(),
                    found);
        }
    }

    private static void compareTerms(
            AccessRequest request, Decision.Permit old, Decision.Permit next, String query, Set<Widening> found) {
        if (request.action() == Action.COUNT
                && next.terms().minGroup() < old.terms().minGroup()) {
            found.add(new Widening(
                    request.purpose(),
                    request.action(),
                    request.collection(),
                    Set.of("minGroup"),
                    old.terms() + " " + next.terms() + " " + query));
        }
        if (request.action() != Action.READ
                && next.terms().scan()
                && !old.terms().scan()) {
            found.add(new Widening(request.purpose(), request.action(), request.collection(), Set.of("scan"), query));
        }
    }

    private static void compareRecord(
            String purpose,
            Action action,
            String collection,
            RawRecord record,
            Redactor old,
            Redactor next,
            Set<Widening> found) {
        Map<String, JsonValue> was = released(old, record);
        Map<String, JsonValue> is = released(next, record);
        for (String field : FIELDS) {
            if (!transform(field, Optional.ofNullable(was.get(field)))
                    .covers(transform(field, Optional.ofNullable(is.get(field))))) {
                found.add(new Widening(
                        purpose,
                        action,
                        collection,
                        Set.of(field, "rows", "restrict"),
                        field + ": " + was.get(field) + " -> " + is.get(field)));
            }
        }
    }

    private static Map<String, JsonValue> released(Redactor redactor, RawRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var body = redactor.redact(List.of(record), 10_000).single();
        if (body.isEmpty()) {
            return Map.of();
        }
        try {
            body.get().writeTo(new Evidence() {}, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HashMap<>(((JsonValue.Members) JsonReader.read(out.toString(UTF_8))).members());
    }

    /** What was done to a value, as can be told from what is left of it. */
    private static Transform transform(String field, Optional<JsonValue> released) {
        if (released.isEmpty()) {
            return new Transform.Remove();
        }
        JsonValue left = released.get();
        if (left instanceof JsonValue.Nothing) {
            return new Transform.Null();
        }
        if (left instanceof JsonValue.Num number) {
            int value = number.number().intValue();
            Map<Integer, Integer> widths = Map.of(40, 10, 100, 10, 45, 15, 105, 15, 30, 30, 90, 30);
            return widths.containsKey(value)
                    ? new BucketTransform(BigDecimal.valueOf(widths.get(value)))
                    : new Transform.Clear();
        }
        String text = ((JsonValue.Text) left).text();
        if (field.equals("region") || text.equals(EMAIL)) {
            return new Transform.Clear();
        }
        if (text.length() == 1) {
            return new Transform.Constant(text);
        }
        if (text.startsWith("p1_")) {
            return new Transform.Pseudonym();
        }
        return text.startsWith("***")
                ? new MaskTransform.Last(4)
                : text.contains("@") ? new MaskTransform.Email(false) : new MaskTransform.First(2);
    }

    private void compare(ChangeRequest request, Set<Widening> found) {
        if (!(after.decide(request) instanceof ChangeDecision.Permit next)) {
            return;
        }
        Action action = request.change().action();
        Set<String> used = new TreeSet<>();
        next.fields().forEach(field -> used.add(field.dotted()));
        next.fields().forEach(field -> used.add(field.dotted() + " as an array"));
        Optional<ChangeDecision.Permit> old = Optional.of(before.decide(request))
                .filter(ChangeDecision.Permit.class::isInstance)
                .map(ChangeDecision.Permit.class::cast);
        if (old.isEmpty()) {
            found.add(new Widening(
                    request.purpose(),
                    action,
                    request.collection(),
                    with(used, "query", "rows", "restrict"),
                    "change " + used));
            return;
        }
        for (RawRecord record : RECORDS) {
            if (record.isWithin(next.decision().query().predicate())
                    && !record.isWithin(old.get().decision().query().predicate())) {
                found.add(new Widening(
                        request.purpose(),
                        action,
                        request.collection(),
                        with(used, "query", "rows", "restrict"),
                        "records changed " + used));
            }
            compareRecord(
                    request.purpose(),
                    action,
                    request.collection(),
                    record,
                    old.get().decision().redactor(),
                    next.decision().redactor(),
                    found);
        }
    }

    private void limits(Set<Widening> found) {
        Map<String, List<Quota>> next = quotas(after);
        quotas(before).forEach((what, quotas) -> quotas.stream()
                .filter(old -> next.getOrDefault(what, List.of()).stream()
                        .noneMatch(quota -> quota.window().equals(old.window())
                                && quota.quota() <= old.quota()
                                && quota.burst() <= old.burst()))
                .forEach(old ->
                        found.add(new Widening("", Action.READ, "", Set.of(what), old + " -> " + next.get(what)))));
    }

    private Map<String, List<Quota>> quotas(PolicySet policies) {
        Map<String, List<Quota>> quotas = new HashMap<>();
        for (Limit limit : policies.limitsFor(principal)) {
            limit.quotas().forEach((measure, written) -> quotas.computeIfAbsent(
                            measure.wireName() + " per " + limit.per().wireName(), missing -> new ArrayList<>())
                    .addAll(written.value()));
        }
        return quotas;
    }

    /** What is used, or any field where nothing is: what may be done at all is told by what that shows. */
    private static Set<String> with(Set<String> used, String... more) {
        Set<String> all = new TreeSet<>(used.isEmpty() ? FIELDS : used);
        all.addAll(List.of(more));
        return all;
    }
}
