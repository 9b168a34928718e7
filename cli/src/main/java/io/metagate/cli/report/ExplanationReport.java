package io.metagate.cli.report;

import io.metagate.policy.explain.DecisionExplanation;
import io.metagate.policy.explain.ExplanationText;
import io.metagate.policy.explain.FullExplanation;
import io.metagate.policy.json.JsonValue;
import java.util.List;

/** An explanation, in full: whoever has a bundle may know it. */
public record ExplanationReport(DecisionExplanation explanation) implements CommandReport {

    @Override
    public List<String> lines() {
        return new ExplanationText(explanation).lines();
    }

    @Override
    public JsonValue json() {
        return new FullExplanation(explanation).json();
    }
}
