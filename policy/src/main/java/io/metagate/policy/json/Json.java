package io.metagate.policy.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value; its text form is JSON in one line, members in their order. */
public sealed interface Json {

    /** A string. */
    record Text(String text) implements Json {

        @Override
        public String toString() {
            return JsonWriter.quoted(text);
        }
    }

    /** A number; two are equal if their values are. */
    record Num(BigDecimal number) implements Json {

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
    record Flag(boolean truth) implements Json {

        @Override
        public String toString() {
            return Boolean.toString(truth);
        }
    }

    /** Null. */
    record Nothing() implements Json {

        @Override
        public String toString() {
            return "null";
        }
    }

    /** An array. */
    record Items(List<Json> items) implements Json {

        public Items {
            items = List.copyOf(items);
        }

        /** An array of strings. */
        public static Items of(List<String> texts) {
            return new Items(texts.stream().<Json>map(Text::new).toList());
        }

        @Override
        public String toString() {
            return JsonWriter.items(items);
        }
    }

    /** An object; two are equal if their members are, in any order. */
    record Members(Map<String, Json> members) implements Json {

        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String toString() {
            return JsonWriter.members(members);
        }
    }
}
