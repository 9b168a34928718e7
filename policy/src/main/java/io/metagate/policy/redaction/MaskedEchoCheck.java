package io.metagate.policy.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.json.JsonReader;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.plan.FieldDisposition;
import io.metagate.policy.redaction.plan.FieldRelease;
import io.metagate.policy.redaction.plan.FieldTree;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.write.RecordTally;
import io.metagate.policy.redaction.write.RedactingJsonWriter;
import io.metagate.policy.redaction.write.SubjectIdentifier;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.visitor.DocumentVisitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells values that are written from what was shown in their place: a masked value that comes back is no value.
 * INVARIANT: what it says depends on what is shown and on what is written, and on nothing else of the record (P2).
 */
final class MaskedEchoCheck {

    private final ReleasePlan plan;

    MaskedEchoCheck(ReleasePlan plan) {
        this.plan = plan;
    }

    /**
     * Whether a value of a field that does not leave as it is, is written as it left.
     *
     * @param patch what is written
     */
    boolean holds(BsonBytes before, BsonBytes after, DocumentValue.Members patch) {
        Optional<FieldTree> tree = plan.choice().of(before);
        if (tree.isEmpty()) {
            return false;
        }
        Set<List<String>> written = patch.accept(new ValuePaths(List.of())).collect(Collectors.toSet());
        JsonValue shown = json(before, tree.get());
        JsonValue stored = json(after, inClear());
        return plan.collection().allFields().stream()
                .map(Field::path)
                .filter(path -> written.contains(path.segments()) && !tree.get().isClear(path))
                .anyMatch(path -> haveOneInCommon(
                        shown.accept(new ValuesAt(path.segments())), stored.accept(new ValuesAt(path.segments()))));
    }

    private FieldTree inClear() {
        return FieldTree.of(plan.collection().allFields().stream()
                .map(field -> new FieldRelease(field, FieldDisposition.RELEASED, new Transform.Clear()))
                .toList());
    }

    private JsonValue json(BsonBytes record, FieldTree tree) {
        JsonBuffer json = new JsonBuffer(record.length());
        List<SubjectIdentifier> about = new DataSubjectReader(plan.collection()).read(record);
        new RedactingJsonWriter(json, plan.keys())
                .write(record, tree, new RecordTally(tree.slots().size()), about);
        return JsonReader.read(new String(json.copy(), UTF_8));
    }

    private static boolean haveOneInCommon(Stream<JsonValue> shown, Stream<JsonValue> stored) {
        Set<JsonValue> known = new HashSet<>(shown.toList());
        return stored.anyMatch(known::contains);
    }

    /**
     * The fields that the patch has values for: what stands at others afterwards is what stood there before.
     *
     * @param at where the content stands
     */
    private record ValuePaths(List<String> at) implements DocumentVisitor<Stream<List<String>>, RuntimeException> {
        @Override
        public Stream<List<String>> scalar(DocumentValue.Scalar scalar) {
            return scalar.isNull() ? Stream.empty() : Stream.of(at);
        }

        @Override
        public Stream<List<String>> items(DocumentValue.Items items) {
            return items.items().stream().flatMap(item -> item.accept(this));
        }

        @Override
        public Stream<List<String>> members(DocumentValue.Members members) {
            return members.members().entrySet().stream().flatMap(member -> {
                List<String> below = new ArrayList<>(at);
                below.add(member.getKey());
                return member.getValue().accept(new ValuePaths(below));
            });
        }
    }

    /** The values at that path, each element of an array for itself; null is none. */
    private record ValuesAt(List<String> path) implements JsonValue.JsonVisitor<Stream<JsonValue>> {
        @Override
        public Stream<JsonValue> text(JsonValue.Text text) {
            return here(text);
        }

        @Override
        public Stream<JsonValue> number(JsonValue.Num number) {
            return here(number);
        }

        @Override
        public Stream<JsonValue> flag(JsonValue.Flag flag) {
            return here(flag);
        }

        @Override
        public Stream<JsonValue> nothing(JsonValue.Nothing nothing) {
            return Stream.empty();
        }

        @Override
        public Stream<JsonValue> items(JsonValue.Items items) {
            return items.items().stream().flatMap(item -> item.accept(this));
        }

        @Override
        public Stream<JsonValue> members(JsonValue.Members members) {
            return path.isEmpty()
                    ? Stream.of(members)
                    : Stream.ofNullable(members.members().get(path.get(0)))
                            .flatMap(member -> member.accept(new ValuesAt(path.subList(1, path.size()))));
        }

        private Stream<JsonValue> here(JsonValue value) {
            return path.isEmpty() ? Stream.of(value) : Stream.empty();
        }
    }
}
