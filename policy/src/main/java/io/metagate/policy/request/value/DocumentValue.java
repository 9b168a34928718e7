package io.metagate.policy.request.value;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.visitor.DocumentVisitor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody wants written, as it was sent: syntax only, neither its fields nor its types checked. Its text form
 * hides it (P7).
 */
public sealed interface DocumentValue {

    /** What the visitor does with this variant. */
    <R, E extends Exception> R accept(DocumentVisitor<R, E> visitor) throws E;

    /** Whether this is the null of JSON, which in a patch removes. */
    default boolean isNull() {
        return false;
    }

    /** One value. */
    record Scalar(ScalarValue value) implements DocumentValue {
        @Override
        public <R, E extends Exception> R accept(DocumentVisitor<R, E> visitor) throws E {
            return visitor.scalar(this);
        }

        @Override
        public boolean isNull() {
            return value.isNull();
        }
    }

    /** An array. */
    record Items(List<DocumentValue> items) implements DocumentValue {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public <R, E extends Exception> R accept(DocumentVisitor<R, E> visitor) throws E {
            return visitor.items(this);
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
    record Members(Map<String, DocumentValue> members) implements DocumentValue {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            members.keySet().forEach(name -> new FieldPath(List.of(name)));
        }

        @Override
        public <R, E extends Exception> R accept(DocumentVisitor<R, E> visitor) throws E {
            return visitor.members(this);
        }

        @Override
        public String toString() {
            return "Members[?]";
        }
    }
}
