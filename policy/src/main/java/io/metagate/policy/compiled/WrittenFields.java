package io.metagate.policy.compiled;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.visitor.ChangeVisitor;
import io.metagate.policy.request.visitor.DocumentVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The listed fields that a change writes. What stands where a document could stand for all fields in that document: an
 * array or a removal there would destroy any of them.
 */
public final class WrittenFields {

    private final Collection collection;
    private final Action action;
    private final Set<FieldPath> fields = new TreeSet<>();
    private boolean listed = true;

    private WrittenFields(Collection collection, Action action) {
        this.collection = collection;
        this.action = action;
    }

    /** Those that are written where a value is given to that path, or taken from it. */
    static List<FieldPath> at(FieldPath path, Collection collection, Action action) {
        return collection.atOrBelow(path).stream()
                .map(Field::path)
                // whoever makes a record may name it; nobody gives it another name
                .filter(field -> action == Action.CREATE || !field.equals(FieldPath.ID))
                .toList();
    }

    /** The fields; empty if the change writes what the catalogue does not list. */
    public static Optional<Set<FieldPath>> of(RecordChange change, Collection collection) {
        WrittenFields written = new WrittenFields(collection, change.action());
        change.accept(written.new Walk()).forEach(written::atOrBelow);
        return written.listed ? Optional.of(Set.copyOf(written.fields)) : Optional.empty();
    }

    private void atOrBelow(List<String> at) {
        List<FieldPath> found = pathOf(at).stream()
                .flatMap(path -> at(path, collection, action).stream())
                .toList();
        listed &= !found.isEmpty();
        fields.addAll(found);
    }

    /** The path; empty if it is longer than any field's. */
    private static Optional<FieldPath> pathOf(List<String> at) {
        return at.size() > FieldPath.MAX_SEGMENTS ? Optional.empty() : Optional.of(new FieldPath(at));
    }

    /** Finds the paths that values are given to, or taken from. */
    private final class Walk implements ChangeVisitor<Stream<List<String>>, RuntimeException> {
        @Override
        public Stream<List<String>> create(RecordChange.Create create) {
            if (create.chosen()) {
                fields.add(FieldPath.ID);
            }
            return below(create.members(), List.of());
        }

        @Override
        public Stream<List<String>> update(RecordChange.Update update) {
            return below(update.patch(), List.of());
        }

        @Override
        public Stream<List<String>> delete(RecordChange.Delete delete) {
            return Stream.empty();
        }

        private Stream<List<String>> below(DocumentValue.Members members, List<String> at) {
            return members.members().entrySet().stream().flatMap(member -> {
                List<String> there = new ArrayList<>(at);
                there.add(member.getKey());
                return member.getValue().accept(new Content(there));
            });
        }

        /** Finds the paths in what stands at one. */
        private final class Content implements DocumentVisitor<Stream<List<String>>, RuntimeException> {

            private final List<String> at;

            private Content(List<String> at) {
                this.at = at;
            }

            @Override
            public Stream<List<String>> scalar(DocumentValue.Scalar scalar) {
                return Stream.of(at);
            }

            @Override
            public Stream<List<String>> items(DocumentValue.Items items) {
                Stream<List<String>> each = items.items().stream().flatMap(item -> item.accept(this));
                boolean itself = items.items().isEmpty() || action == Action.UPDATE;
                return itself ? Stream.concat(each, Stream.of(at)) : each;
            }

            @Override
            public Stream<List<String>> members(DocumentValue.Members members) {
                return members.members().isEmpty() ? Stream.of(at) : below(members, at);
            }
        }
    }
}
