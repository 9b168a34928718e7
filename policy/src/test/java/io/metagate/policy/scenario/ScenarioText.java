package io.metagate.policy.scenario;

import io.metagate.policy.parser.filter.YamlQueryParser;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;

/** The texts in which what must come and what came are compared and printed. */
final class ScenarioText {

    private static final Map<String, Pattern> KEYED =
            Map.of("p1_*", Pattern.compile("p1_[A-Za-z0-9_-]{22}"), "t1_*", Pattern.compile("t1_[A-Za-z0-9_-]{40,}"));

    private ScenarioText() {}

    static String expected(String key, Object expected) {
        return key.equals("query") ? predicate(filter(expected)) : String.valueOf(expected);
    }

    /** What came, with the pattern in place of each pseudonym and token that the expected one matches. */
    static String came(Object expected, Object came) {
        return String.valueOf(matched(expected, came));
    }

    private static Object matched(Object expected, Object came) {
        if (expected instanceof Map<?, ?> wanted && came instanceof Map<?, ?> got) {
            Map<Object, Object> members = new LinkedHashMap<>();
            got.forEach((name, value) -> members.put(name, matched(wanted.get(name), value)));
            return members;
        }
        if (expected instanceof List<?> wanted && came instanceof List<?> got && wanted.size() == got.size()) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < got.size(); i++) {
                items.add(matched(wanted.get(i), got.get(i)));
            }
            return items;
        }
        boolean keyed = expected instanceof String pattern
                && came instanceof String text
                && KEYED.containsKey(pattern)
                && KEYED.get(pattern).matcher(text).matches();
        return keyed ? expected : came;
    }

    /** The filter that is written so; {@code all} and {@code none} are filters as well. */
    private static Predicate filter(Object written) {
        if (written.equals("all")) {
            return Predicate.all();
        }
        return written.equals("none")
                ? Predicate.none()
                : YamlQueryParser.read(new Document("filter", written).toJson()).filter();
    }

    /** A predicate with its values, whose own text hides them; what is nested in one of its kind is part of it. */
    static String predicate(Predicate predicate) {
        if (predicate instanceof Predicate.And) {
            return predicate.isAll() ? "all" : joined(parts(predicate), " and ");
        }
        if (predicate instanceof Predicate.Or or) {
            return or.parts().isEmpty() ? "none" : joined(or.parts().stream(), " or ");
        }
        if (predicate instanceof Predicate.Not not) {
            return "not " + predicate(not.part());
        }
        if (predicate instanceof Predicate.AnyElement any) {
            return "an element of " + any.path() + ": " + predicate(any.part());
        }
        return test((Predicate.FieldTest) predicate);
    }

    private static String test(Predicate.FieldTest test) {
        if (test instanceof Predicate.Compare compare) {
            return compare.path() + " " + compare.relation() + " " + value(compare.value());
        }
        if (test instanceof Predicate.In in) {
            return in.path() + " in "
                    + in.values().stream().map(ScenarioText::value).toList();
        }
        if (test instanceof Predicate.StartsWith prefix) {
            return prefix.path() + " starts with \"" + prefix.prefix() + '"';
        }
        return test.toString();
    }

    private static Stream<Predicate> parts(Predicate predicate) {
        return predicate instanceof Predicate.And and
                ? and.parts().stream().flatMap(ScenarioText::parts)
                : Stream.of(predicate);
    }

    private static String joined(Stream<Predicate> parts, String by) {
        return parts.map(ScenarioText::predicate).collect(Collectors.joining(by, "(", ")"));
    }

    private static String value(ScalarValue value) {
        if (value instanceof ScalarValue.Text text) {
            return '"' + text.text() + '"';
        }
        if (value instanceof ScalarValue.Int integer) {
            return Long.toString(integer.number());
        }
        if (value instanceof ScalarValue.Real real) {
            return Double.toString(real.number());
        }
        if (value instanceof ScalarValue.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        return value instanceof ScalarValue.Date date ? date.instant().toString() : value.toString();
    }
}
