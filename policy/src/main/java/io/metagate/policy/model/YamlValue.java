package io.metagate.policy.model;

import io.metagate.policy.request.ScalarValue;
import io.metagate.policy.source.SourcePosition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as a bundle's author wrote it, whatever its form, with positions. */
public sealed interface YamlValue {

    /** Where it stands. */
    SourcePosition at();

    /** A text, a number, a boolean or null. */
    record Scalar(SourcePosition at, ScalarValue value) implements YamlValue {}

    /** A list. */
    record Items(SourcePosition at, List<YamlValue> items) implements YamlValue {

        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping; its members in their order. */
    record Members(SourcePosition at, Map<String, YamlValue> members) implements YamlValue {

        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }
}
