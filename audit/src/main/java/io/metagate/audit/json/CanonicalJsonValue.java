package io.metagate.audit.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value that has one canonical form: no fractions, no null. */
public sealed interface CanonicalJsonValue {

    /** Adds its canonical form to the text. */
    void writeTo(CanonicalJson out);

    /** A string without lone surrogates. */
    record Text(String value) implements CanonicalJsonValue {
        public Text {
            requireUnicode(value);
        }

        @Override
        public void writeTo(CanonicalJson out) {
            out.string(value);
        }
    }

    /** An integer that an IEEE 754 double holds exactly. */
    record Whole(long value) implements CanonicalJsonValue {
        public Whole {
            ExactCount.require("something", Math.abs(value));
        }

        @Override
        public void writeTo(CanonicalJson out) {
            out.literal(value);
        }
    }

    /** True or false. */
    record Flag(boolean value) implements CanonicalJsonValue {
        @Override
        public void writeTo(CanonicalJson out) {
            out.literal(value);
        }
    }

    /** An array. */
    record Items(List<CanonicalJsonValue> values) implements CanonicalJsonValue {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public void writeTo(CanonicalJson out) {
            out.array(values);
        }
    }

    /** An object. Its members are in the order of the UTF-16 units of their names (RFC 8785 section 3.2.3). */
    record Members(Map<String, CanonicalJsonValue> values) implements CanonicalJsonValue {
        public Members {
            values.keySet().forEach(CanonicalJsonValue::requireUnicode);
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        @Override
        public void writeTo(CanonicalJson out) {
            out.object(values);
        }
    }

    private static void requireUnicode(String value) {
        for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
            if (isSurrogate(value.codePointAt(at))) {
                throw new IllegalArgumentException("a lone surrogate has no canonical form");
            }
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
