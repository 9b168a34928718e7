package io.metagate.policy.testing;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.YamlValue;
import io.metagate.policy.request.ScalarValue;
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
        if (expected instanceof YamlValue.Members members
                && released instanceof JsonValue.Members actual
                && !TypedForm.is(members)) {
            compareMembers(path, members, actual.members());
        } else if (expected instanceof YamlValue.Items items && released instanceof JsonValue.Items actual) {
            compareItems(path, items, actual.items());
        } else if (!matches(expected, released)) {
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

    private static boolean matches(YamlValue expected, JsonValue released) {
        Optional<TypedForm> form = TypedForm.of(expected);
        if (form.isPresent()) {
            return isTyped(form.get().text(), released);
        }
        if (!(expected instanceof YamlValue.Scalar scalar)) {
            return false;
        }
        if (released instanceof JsonValue.Members) {
            return ScalarForms.text(scalar)
                    .filter(text -> isTyped(text, released))
                    .isPresent();
        }
        boolean keyed = scalar.value() instanceof ScalarValue.Text text
                && released instanceof JsonValue.Text actual
                && Optional.ofNullable(KEYED.get(text.text()))
                        .filter(pattern -> pattern.matcher(actual.text()).matches())
                        .isPresent();
        return keyed || ScalarForms.json(scalar.value()).equals(released);
    }

    /** Whether the text is the value of a form such as {@code {"$date": "2026-01-05T09:00:00Z"}}. */
    private static boolean isTyped(String text, JsonValue released) {
        if (!(released instanceof JsonValue.Members form) || form.members().size() != 1) {
            return false;
        }
        Map.Entry<String, JsonValue> member =
                form.members().entrySet().iterator().next();
        if (member.getKey().equals("$binary") && member.getValue() instanceof JsonValue.Members binary) {
            return Stream.concat(Stream.of(text), GivenValue.uuidAsBase64(text).stream())
                    .anyMatch(base64 ->
                            new JsonValue.Text(base64).equals(binary.members().get("base64")));
        }
        if (!member.getKey().startsWith("$") || !(member.getValue() instanceof JsonValue.Text value)) {
            return false;
        }
        return value.text().equals(text)
                || (member.getKey().equals("$date") && isSameInstant(text, value.text()))
                || (member.getKey().equals("$numberDecimal") && isSameNumber(text, value.text()));
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
}
