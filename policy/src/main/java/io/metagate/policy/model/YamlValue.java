package io.metagate.policy.model;

import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.SourcePosition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as a bundle's author wrote it, whatever its form, with positions. */
public sealed interface YamlValue {

    /** Where it stands. */
    SourcePosition at();

    /** What the visitor does with this variant. */
    <R> R accept(YamlVisitor<R> visitor);

    /** Does something with a value, for each variant what is due to it. */
    interface YamlVisitor<R> {

        R scalar(Scalar scalar);

        R items(Items items);

        R members(Members members);
    }

    /** A text, a number, a boolean or null. */
    record Scalar(SourcePosition at, ScalarValue value) implements YamlValue {
        @Override
        public <R> R accept(YamlVisitor<R> visitor) {
            return visitor.scalar(this);
        }
    }

    /** A list. */
    record Items(SourcePosition at, List<YamlValue> items) implements YamlValue {

        public Items {
            items = List.copyOf(items);
        }

        @Override
        public <R> R accept(YamlVisitor<R> visitor) {
            return visitor.items(this);
        }
    }

    /** A mapping; its members in their order. */
    record Members(SourcePosition at, Map<String, YamlValue> members) implements YamlValue {

        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public <R> R accept(YamlVisitor<R> visitor) {
            return visitor.members(this);
        }
    }
}
