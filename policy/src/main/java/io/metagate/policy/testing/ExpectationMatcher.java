package io.metagate.policy.testing;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.YamlValue;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.SourcePosition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares what is released with what is expected, field by field. For one record. */
final class ExpectationMatcher {

    private static final Map<String, Pattern> KEYED = Map.of(
            "p1_*", Pattern.compile("p1_[A-Za-z0-9_-]{22}"),
            "t1_*", Pattern.compile("t1_[A-Za-z0-9_-]{40,}"));

    private final List<TestFailure> differences = new ArrayList<>();

    private ExpectationMatcher() {}

    static List<TestFailure> of(YamlValue expected, JsonValue released) {
        ExpectationMatcher comparison = new ExpectationMatcher();
        comparison.compare("", expected, released);
        return comparison.differences;
    }

    private void compare(String path, YamlValue expected, JsonValue released) {
        if (!expected.accept(new Comparison(path, released))) {
            add(expected.at(), path, "expected " + form(expected) + ", released is " + released);
        }
    }

    private void compareMembers(String path, YamlValue.Members expected, Map<String, JsonValue> released) {
        expected.members().forEach((name, value) -> {
            Optional.ofNullable(released.get(name))
                    .ifPresentOrElse(
                            actual -> compare(below(path, name), value, actual),
                            () -> add(
                                    value.at(),
                                    below(path, name),
                                    "expected " + form(value) + ", and it is not released"));
        });
        released.forEach((name, actual) -> {
            if (!expected.members().containsKey(name)) {
                add(expected.at(), below(path, name), "not expected, released is " + actual);
            }
        });
    }

    private void compareItems(String path, YamlValue.Items expected, List<JsonValue> released) {
        if (expected.items().size() != released.size()) {
            add(expected.at(), path, "expected " + expected.items().size() + " items, released are " + released.size());
            return;
        }
        for (int i = 0; i < released.size(); i++) {
            compare(path + "[" + i + "]", expected.items().get(i), released.get(i));
        }
    }

    private static boolean matches(YamlValue.Scalar expected, JsonValue released) {
        if (released.asObject().isPresent()) {
            return ScalarForms.text(expected)
                    .filter(text -> isTyped(text, released))
                    .isPresent();
        }
        return isKeyed(expected.value(), released)
                || ScalarForms.json(expected.value()).equals(released);
    }

    /** Whether anything that depends on a key is expected, and released. */
    private static boolean isKeyed(ScalarValue expected, JsonValue released) {
        return expected instanceof ScalarValue.Text text
                && Optional.ofNullable(KEYED.get(text.text()))
                        .flatMap(pattern -> released.asString()
                                .filter(actual -> pattern.matcher(actual).matches()))
                        .isPresent();
    }

    /** Whether the text is the value of a form such as {@code {"$date": "2026-01-05T09:00:00Z"}}. */
    private static boolean isTyped(String text, JsonValue released) {
        Map<String, JsonValue> form = released.asObject().orElse(Map.of());
        if (form.size() != 1) {
            return false;
        }
        Map.Entry<String, JsonValue> member = form.entrySet().iterator().next();
        Optional<Map<String, JsonValue>> binary = member.getValue().asObject();
        if (member.getKey().equals("$binary") && binary.isPresent()) {
            return Stream.concat(Stream.of(text), GivenValue.uuidAsBase64(text).stream())
                    .anyMatch(base64 ->
                            new JsonValue.Text(base64).equals(binary.get().get("base64")));
        }
        return member.getValue()
                .asString()
                .filter(value -> isSame(member.getKey(), text, value))
                .isPresent();
    }

    private static boolean isSame(String form, String text, String value) {
        return form.startsWith("$")
                && (value.equals(text)
                        || (form.equals("$date") && isSameInstant(text, value))
                        || (form.equals("$numberDecimal") && isSameNumber(text, value)));
    }

    private static boolean isSameNumber(String one, String other) {
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isSameInstant(String one, String other) {
        try {
            return GivenValue.instant(one).equals(GivenValue.instant(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void add(SourcePosition at, String path, String message) {
        differences.add(new TestFailure(at, path.isEmpty() ? message : path + ": " + message));
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String form(YamlValue written) {
        if (written instanceof YamlValue.Scalar scalar) {
            return ScalarForms.json(scalar.value()).toString();
        }
        return TypedForm.of(written)
                .map(form -> form.type() + " " + form.text())
                .orElse("something else");
    }

    /** Compares what is released in one place; false, and nothing is said, if that is not what is expected at all. */
    private final class Comparison implements YamlValue.YamlVisitor<Boolean> {

        private final String path;
        private final JsonValue released;

        private Comparison(String path, JsonValue released) {
            this.path = path;
            this.released = released;
        }

        @Override
        public Boolean scalar(YamlValue.Scalar scalar) {
            return matches(scalar, released);
        }

        @Override
        public Boolean items(YamlValue.Items items) {
            released.asArray().ifPresent(actual -> compareItems(path, items, actual));
            return released.asArray().isPresent();
        }

        @Override
        public Boolean members(YamlValue.Members members) {
            Optional<TypedForm> form = TypedForm.of(members);
            if (form.isPresent()) {
                return isTyped(form.get().text(), released);
            }
            released.asObject().ifPresent(actual -> compareMembers(path, members, actual));
            return released.asObject().isPresent();
        }
    }
}
