package io.metagate.policy.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PermittedChange;
import io.metagate.policy.decision.PermittedCreate;
import io.metagate.policy.decision.PermittedDelete;
import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.PermittedUpdate;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.decision.RevealDecision;
import io.metagate.policy.decision.UpdateResult;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.model.limit.LimitMetric;
import io.metagate.policy.model.limit.Quota;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.request.Action;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What comes of a scenario, in the words in which scenarios say what must come. */
final class ScenarioOutcome {

    private final PolicySet policies;
    private final Scenario scenario;
    private final ScenarioRequest request;
    private final Map<String, Object> outcome = new LinkedHashMap<>();

    ScenarioOutcome(PolicySet policies, Scenario scenario) {
        this.policies = policies;
        this.scenario = scenario;
        this.request = new ScenarioRequest(scenario.given(), scenario.when());
    }

    Map<String, Object> outcome() {
        switch (String.valueOf(scenario.when().get("action"))) {
            case "list" -> outcome.put("shadow", Map.of());
            case "create", "update", "delete" -> change(policies.decide(request.change()));
            case "reveal" -> reveal(policies.reveal(request.reveal()));
            default -> decision(policies.decide(request.access()));
        }
        outcome.put("limits", limits());
        outcome.put("collections", collections());
        return outcome;
    }

    private void decision(Decision decision) {
        Map<String, Object> shadow = new TreeMap<>();
        decision.shadow()
                .differences()
                .forEach((policy, effects) -> shadow.put(
                        policy,
                        effects.stream()
                                .sorted()
                                .map(effect -> effect.wireName())
                                .toList()));
        outcome.put("shadow", shadow);
        if (decision instanceof Decision.Permit permit) {
            outcome.put("decision", "permit");
            outcome.put("policies", permit.policies());
            outcome.put("probes", permit.probes());
            outcome.put("query", ScenarioText.predicate(permit.query().predicate()));
            permit.query().by().ifPresent(by -> outcome.put("by", by.toString()));
            outcome.put("scan", permit.terms().scan());
            outcome.put("minGroup", permit.terms().minGroup());
            if (scenario.given().containsKey("record")) {
                outcome.put("released", released(permit));
            }
        } else {
            outcome.put("decision", "deny");
            outcome.put("reason", words(((Decision.Deny) decision).reason()));
        }
    }

    private void reveal(RevealDecision decision) {
        decision(decision.decision());
        decision.permitted()
                .ifPresent(permitted ->
                        outcome.put("revealed", json(permitted.reveal().body()).get("values")));
    }

    private void change(ChangeDecision decision) {
        decision(decision.decision());
        if (decision instanceof ChangeDecision.Permit permit) {
            outcome.put(
                    "writes",
                    permit.fields().stream().map(Object::toString).sorted().toList());
            done(permit.change());
        }
    }

    /** What the change does to the given record. */
    private void done(PermittedChange change) {
        if (change instanceof PermittedCreate create) {
            outcome.put("after", document(create.document()));
        } else if (scenario.given().containsKey("record")) {
            if (change instanceof PermittedDelete delete) {
                outcome.put("outcome", delete.covers(record()) ? "done" : "not in scope");
                return;
            }
            UpdateResult result = ((PermittedUpdate) change).on(record());
            if (result instanceof PermittedPatch patch) {
                outcome.put("outcome", "done");
                outcome.put("after", document(patch.document()));
            } else {
                outcome.put("outcome", words(((UpdateResult.Refused) result).reason()));
            }
        }
    }

    private Object released(Decision.Permit permit) {
        return permit.redactor()
                .redact(List.of(record()), Integer.MAX_VALUE)
                .single()
                .<Object>map(ScenarioOutcome::json)
                .orElse("nothing");
    }

    private Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        for (Limit limit : policies.limitsFor(request.principal())) {
            Map<String, Object> quotas = new LinkedHashMap<>();
            for (LimitMetric metric : LimitMetric.values()) {
                List<String> written = limit.quotas(metric).stream()
                        .map(ScenarioOutcome::quota)
                        .toList();
                if (!written.isEmpty()) {
                    quotas.put(metric.wireName(), written);
                }
            }
            limits.put(limit.name().value(), quotas);
        }
        return limits;
    }

    private Map<String, Object> collections() {
        Map<String, Object> collections = new LinkedHashMap<>();
        policies.visibleTo(request.principal(), request.purpose(), request.at())
                .forEach(visible -> collections.put(
                        visible.name(),
                        visible.actions().stream().map(Action::wireName).toList()));
        return collections;
    }

    private RawRecord record() {
        RawBsonDocument bson =
                RawBsonDocument.parse(new Document("record", scenario.given().get("record")).toJson());
        RawBsonDocument record = (RawBsonDocument) bson.getDocument("record");
        byte[] bytes = new byte[record.getByteBuffer().remaining()];
        record.getByteBuffer().get(bytes);
        return new RawRecord(bytes);
    }

    private static Map<?, ?> document(byte[] bson) {
        return loaded(new RawBsonDocument(bson).toJson());
    }

    private static Map<?, ?> json(RedactedBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            body.writeTo(new Evidence() {}, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return loaded(out.toString(UTF_8));
    }

    private static Map<?, ?> loaded(String json) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json);
    }

    private static String quota(Quota quota) {
        Duration window = quota.window();
        String written = window.toHoursPart() == 0 && window.toMinutesPart() == 0 && window.toSecondsPart() == 0
                ? window.toDays() + "d"
                : window.toString().substring(2).toLowerCase(Locale.ROOT);
        return quota.quota() + " in " + written + ", " + quota.burst() + " at once";
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
