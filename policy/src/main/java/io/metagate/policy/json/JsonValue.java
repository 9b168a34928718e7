package io.metagate.policy.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value; its text form is JSON in one line, members in their order. */
public sealed interface JsonValue {

    /** What the visitor does with this variant. */
    <R> R accept(JsonVisitor<R> visitor);

    /** The string that it is; empty if it is something else. */
    default Optional<String> asString() {
        return Optional.empty();
    }

    /** The items of the array that it is; empty if it is something else. */
    default Optional<List<JsonValue>> asArray() {
        return Optional.empty();
    }

    /** The members of the object that it is; empty if it is something else. */
    default Optional<Map<String, JsonValue>> asObject() {
        return Optional.empty();
    }

    /** Does something with a value, for each variant what is due to it. */
    interface JsonVisitor<R> {

        R text(Text text);

        R number(Num number);

        R flag(Flag flag);

        R nothing(Nothing nothing);

        R items(Items items);

        R members(Members members);
    }

    /** A string. */
    record Text(String text) implements JsonValue {

        @Override
        public <R> R accept(JsonVisitor<R> visitor) {
            return visitor.text(this);
        }

        @Override
        public Optional<String> asString() {
            return Optional.of(text);
        }

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
        public <R> R accept(JsonVisitor<R> visitor) {
            return visitor.number(this);
        }

        @Override
        public String toString() {
            return Math.abs(number.scale()) > 20 ? number.toString() : number.toPlainString();
        }
    }

    /** True or false. */
    record Flag(boolean truth) implements JsonValue {

        @Override
        public <R> R accept(JsonVisitor<R> visitor) {
            return visitor.flag(this);
        }

        @Override
        public String toString() {
            return Boolean.toString(truth);
        }
    }

    /** Null. */
    record Nothing() implements JsonValue {

        @Override
        public <R> R accept(JsonVisitor<R> visitor) {
            return visitor.nothing(this);
        }

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
        public <R> R accept(JsonVisitor<R> visitor) {
            return visitor.items(this);
        }

        @Override
        public Optional<List<JsonValue>> asArray() {
            return Optional.of(items);
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
        public <R> R accept(JsonVisitor<R> visitor) {
            return visitor.members(this);
        }

        @Override
        public Optional<Map<String, JsonValue>> asObject() {
            return Optional.of(members);
        }

        @Override
        public String toString() {
            return JsonWriter.members(members);
        }
    }
}
