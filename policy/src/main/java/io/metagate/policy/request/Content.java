package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody wants written, as it was sent: syntax only, neither its fields nor its types checked. Its text form
 * hides it (P7).
 */
public sealed interface Content {

    /** One value. */
    record Scalar(Value value) implements Content {}

    /** An array. */
    record Items(List<Content> items) implements Content {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return "Items[?]";
        }
    }

    /**
     * A document.
     *
     * @param members by name, in the order sent; each name can be a segment of a field path
     */
    record Members(Map<String, Content> members) implements Content {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            members.keySet().forEach(name -> new FieldPath(List.of(name)));
        }

        @Override
        public String toString() {
            return "Members[?]";
        }
    }

    /** Whether this is the null of JSON, which in a patch removes. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.value() instanceof Value.Null;
    }
}
