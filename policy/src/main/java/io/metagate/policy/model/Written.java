package io.metagate.policy.model;

import io.metagate.policy.request.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as a bundle's author wrote it, whatever its form, with positions. */
public sealed interface Written {

    /** Where it stands. */
    SourcePosition at();

    /** A text, a number, a boolean or null. */
    record Scalar(SourcePosition at, Value value) implements Written {}

    /** A list. */
    record Items(SourcePosition at, List<Written> items) implements Written {

        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping; its members in their order. */
    record Members(SourcePosition at, Map<String, Written> members) implements Written {

        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }
}
