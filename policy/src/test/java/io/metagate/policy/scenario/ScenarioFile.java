package io.metagate.policy.scenario;

import io.metagate.policy.compile.BundleFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A file of scenarios of one theme. Whatever it holds that no scenario can have is a mistake of its author. */
final class ScenarioFile {

    private static final Set<String> FILE_KEYS = Set.of("theme", "bundle", "policies", "given", "when", "scenarios");
    private static final Set<String> SCENARIO_KEYS =
            Set.of("scenario", "policies", "given", "when", "then", "examples");
    private static final Set<String> GIVEN_KEYS = Set.of("roles", "client", "claims", "purpose", "at", "record");
    private static final Set<String> THEN_KEYS = Set.of(
            "decision",
            "reason",
            "policies",
            "probes",
            "query",
            "by",
            "scan",
            "minGroup",
            "released",
            "writes",
            "outcome",
            "after",
            "revealed",
            "limits",
            "collections",
            "shadow");
    private static final Map<String, Set<String>> WHEN_KEYS = Map.of(
            "read", Set.of("id", "fields"),
            "search", Set.of("filter", "sort", "fields"),
            "export", Set.of("filter", "sort", "fields"),
            "count", Set.of("filter", "by"),
            "create", Set.of("id", "record", "chosen"),
            "update", Set.of("id", "patch"),
            "delete", Set.of("id"),
            "reveal", Set.of("field", "tokens"),
            "list", Set.of());

    private final Map<String, Object> file;
    private final String bundle;

    private ScenarioFile(Map<String, Object> file) {
        this.file = file;
        require(file, FILE_KEYS, "the file");
        String resource = "/scenarios/bundles/" + text(file, "bundle");
        check(ScenarioFile.class.getResource(resource) != null, "there is no " + resource);
        this.bundle = BundleFixture.text(ScenarioFile.class, resource) + policies(file);
    }

    /**
     * The scenarios of a file, one for each of their examples.
     *
     * @throws IllegalArgumentException if the file is none; the message says why
     */
    static List<Scenario> read(String name, String yaml) {
        try {
            Object loaded = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(yaml);
            List<Scenario> scenarios = new ScenarioFile(members(loaded, "the file")).scenarios();
            Set<String> names = new HashSet<>();
            scenarios.forEach(scenario -> check(names.add(scenario.name()), "twice: " + scenario.name()));
            return scenarios;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private List<Scenario> scenarios() {
        text(file, "theme");
        List<?> written = list(file, "scenarios");
        check(!written.isEmpty(), "there is no scenario in the file");
        List<Scenario> scenarios = new ArrayList<>();
        for (Object each : written) {
            Map<String, Object> scenario = members(each, "a scenario");
            require(scenario, SCENARIO_KEYS, "a scenario");
            if (scenario.containsKey("examples")) {
                List<?> examples = list(scenario, "examples");
                check(!examples.isEmpty(), text(scenario, "scenario") + ": there is no example");
                examples.forEach(example -> scenarios.add(scenario(
                        members(new ScenarioExample(members(example, "an example")).in(scenario), "a scenario"))));
            } else {
                scenarios.add(scenario(scenario));
            }
        }
        return scenarios;
    }

    private Scenario scenario(Map<String, Object> scenario) {
        String name = text(scenario, "scenario");
        Map<String, Object> given = merged("given", scenario);
        Map<String, Object> when = merged("when", scenario);
        Map<String, Object> then = new LinkedHashMap<>(Map.of("shadow", Map.of()));
        then.putAll(members(scenario.get("then"), name + ": then"));
        require(given, GIVEN_KEYS, name + ": given");
        require(then, THEN_KEYS, name + ": then");
        Set<String> keys = new HashSet<>(Set.of("action", "collection"));
        String action = text(when, "action");
        check(WHEN_KEYS.containsKey(action), name + ": no action: " + action);
        keys.addAll(WHEN_KEYS.get(action));
        require(when, keys, name + ": when");
        boolean listed = action.equals("list");
        check(listed ? then.size() > 1 : then.containsKey("decision"), name + ": then says no decision");
        check("deny".equals(then.get("decision")) == then.containsKey("reason"), name + ": a deny has a reason");
        return new Scenario(name, bundle + policies(scenario), given, when, then);
    }

    /** What the file says of all its scenarios, and what this one says of it. */
    private Map<String, Object> merged(String key, Map<String, Object> scenario) {
        Map<String, Object> merged = new LinkedHashMap<>();
        merged.putAll(file.containsKey(key) ? members(file.get(key), key) : Map.of());
        merged.putAll(scenario.containsKey(key) ? members(scenario.get(key), key) : Map.of());
        return merged;
    }

    private static String policies(Map<String, Object> part) {
        return part.containsKey("policies") ? "\n---\n" + text(part, "policies") : "";
    }

    private static void require(Map<String, Object> part, Set<String> known, String what) {
        Set<String> unknown = new HashSet<>(part.keySet());
        unknown.removeAll(known);
        check(unknown.isEmpty(), what + " has unknown keys: " + unknown);
    }

    private static String text(Map<String, Object> part, String key) {
        check(part.get(key) instanceof String, "no text: " + key);
        return (String) part.get(key);
    }

    private static List<?> list(Map<String, Object> part, String key) {
        check(part.get(key) instanceof List<?>, "no list: " + key);
        return (List<?>) part.get(key);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object written, String what) {
        check(written instanceof Map<?, ?>, "there is nothing in " + what);
        ((Map<?, ?>) written).keySet().forEach(key -> check(key instanceof String, "no text as a key in " + what));
        return (Map<String, Object>) written;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
