package io.metagate.policy.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One row of a scenario's examples: what stands for each {@code <name>}. */
record ScenarioExample(Map<String, Object> values) {

    private static final Pattern PLACE = Pattern.compile("<([a-z]+)>");

    /** The scenario with the values of this example, and with them in its name. */
    Map<String, Object> in(Map<String, Object> scenario) {
        Map<String, Object> filled = new LinkedHashMap<>();
        scenario.forEach((key, part) -> {
            if (!key.equals("examples")) {
                filled.put(key, filled(part));
            }
        });
        filled.put("scenario", scenario.get("scenario") + " " + values);
        return filled;
    }

    private Object filled(Object part) {
        if (part instanceof Map<?, ?> members) {
            Map<Object, Object> filled = new LinkedHashMap<>();
            members.forEach((key, value) -> filled.put(filled(key), filled(value)));
            return filled;
        }
        if (part instanceof List<?> items) {
            List<Object> filled = new ArrayList<>();
            items.forEach(item -> filled.add(filled(item)));
            return filled;
        }
        return part instanceof String text ? filled(text) : part;
    }

    private Object filled(String text) {
        Matcher place = PLACE.matcher(text);
        if (place.matches()) {
            return value(place.group(1));
        }
        return place.replaceAll(found -> Matcher.quoteReplacement(String.valueOf(value(found.group(1)))));
    }

    private Object value(String name) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("an example without " + name);
        }
        return values.get(name);
    }
}
