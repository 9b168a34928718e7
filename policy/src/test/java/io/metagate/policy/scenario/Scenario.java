package io.metagate.policy.scenario;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One decision case.
 *
 * @param name what it shows, as a sentence
 * @param bundle the policies and the catalogue, as YAML
 * @param given who asks, for what purpose, when, and which record there is
 * @param when what is asked
 * @param then what must come; what it does not name is not looked at, but for policies in shadow
 */
record Scenario(
        String name, String bundle, Map<String, Object> given, Map<String, Object> when, Map<String, Object> then) {

    private static final Map<String, PolicySet> COMPILED = new ConcurrentHashMap<>();

    /** Decides it, and says each difference between what must come and what came; none if it holds. */
    List<String> differences() {
        Map<String, Object> came =
                new ScenarioOutcome(COMPILED.computeIfAbsent(bundle, BundleFixture::compiledText), this).outcome();
        List<String> differences = new ArrayList<>();
        then.forEach((key, expected) -> {
            String wanted = ScenarioText.expected(key, expected);
            String got = came.containsKey(key) ? ScenarioText.came(expected, came.get(key)) : "nothing of the kind";
            if (!wanted.equals(got)) {
                differences.add(key + ": expected " + wanted + ", came " + got);
            }
        });
        if (!differences.isEmpty()) {
            differences.add("all that came: " + came);
        }
        return differences;
    }

    @Override
    public String toString() {
        return name;
    }
}
