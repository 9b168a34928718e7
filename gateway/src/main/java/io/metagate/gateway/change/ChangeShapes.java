package io.metagate.gateway.change;

import io.metagate.audit.QueryShape;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.visitor.ChangeVisitor;
import io.metagate.policy.request.visitor.DocumentVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the audit log says of a change: the listed fields that it names, and of others that there are some, since a name
 * can be anything (P7).
 */
record ChangeShapes(Collection collection) {

    private static final String UNLISTED = "?";

    QueryShape of(RecordChange change) {
        List<String> fields =
                change.accept(new NamedFields()).sorted().distinct().toList();
        return new QueryShape(Optional.empty(), List.of(), fields);
    }

    /** The fields that a change names. */
    private final class NamedFields implements ChangeVisitor<Stream<String>, RuntimeException> {

        @Override
        public Stream<String> create(RecordChange.Create create) {
            Stream<String> id = create.chosen() ? Stream.of(FieldPath.ID.dotted()) : Stream.empty();
            return Stream.concat(id, inside(create.members(), List.of()));
        }

        @Override
        public Stream<String> update(RecordChange.Update update) {
            return inside(update.patch(), List.of());
        }

        @Override
        public Stream<String> delete(RecordChange.Delete delete) {
            return Stream.empty();
        }
    }

    private Stream<String> inside(DocumentValue.Members members, List<String> at) {
        return members.members().entrySet().stream().flatMap(member -> {
            List<String> below = new ArrayList<>(at);
            below.add(member.getKey());
            return member.getValue().accept(new ContentFields(below));
        });
    }

    /** The fields in what is written at a place, which is named itself if there are none. */
    private final class ContentFields implements DocumentVisitor<Stream<String>, RuntimeException> {

        private final List<String> at;

        ContentFields(List<String> at) {
            this.at = at;
        }

        @Override
        public Stream<String> scalar(DocumentValue.Scalar scalar) {
            return Stream.of(name(at));
        }

        @Override
        public Stream<String> items(DocumentValue.Items items) {
            return items.items().isEmpty()
                    ? Stream.of(name(at))
                    : items.items().stream().flatMap(item -> item.accept(this));
        }

        @Override
        public Stream<String> members(DocumentValue.Members members) {
            return members.members().isEmpty() ? Stream.of(name(at)) : inside(members, at);
        }
    }

    /** The name of a field, or of a document of fields, which a change may remove as a whole. */
    private String name(List<String> at) {
        if (at.size() > FieldPath.MAX_SEGMENTS) {
            return UNLISTED;
        }
        FieldPath path = new FieldPath(at);
        boolean listed = collection.field(path).isPresent()
                || collection.allFields().stream()
                        .anyMatch(field -> field.path().isBelow(path));
        return listed ? path.dotted() : UNLISTED;
    }
}
