package io.metagate.policy.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value; its text form is JSON in one line, members in their order. */
public sealed interface JsonValue {

    /** A string. */
    record Text(String text) implements JsonValue {

        @Override
        public String toString() {
            return JsonWriter.quoted(text);
        }
    }

    /** A number; two are equal if their values are. */
    record Num(BigDecimal number) implements JsonValue {

        public Num {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }

        /** A whole number. */
        public Num(long number) {
            this(BigDecimal.valueOf(number));
        }

        @Override
        public String toString() {
            return Math.abs(number.scale()) > 20 ? number.toString() : number.toPlainString();
        }
    }

    /** True or false. */
    record Flag(boolean truth) implements JsonValue {

        @Override
        public String toString() {
            return Boolean.toString(truth);
        }
    }

    /** Null. */
    record Nothing() implements JsonValue {

        @Override
        public String toString() {
            return "null";
        }
    }

    /** An array. */
    record Items(List<JsonValue> items) implements JsonValue {

        public Items {
            items = List.copyOf(items);
        }

        /** An array of strings. */
        public static Items of(List<String> texts) {
            return new Items(texts.stream().<JsonValue>map(Text::new).toList());
        }

        @Override
        public String toString() {
            return JsonWriter.items(items);
        }
    }

    /** An object; two are equal if their members are, in any order. */
    record Members(Map<String, JsonValue> members) implements JsonValue {

        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String toString() {
            return JsonWriter.members(members);
        }
    }
}
