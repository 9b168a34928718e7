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
import io.metagate.policy.request.DocumentValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Set<List<String>> written = new HashSet<>();
        collect(patch, List.of(), written);
        JsonValue shown = json(before, tree.get());
        JsonValue stored = json(after, inClear());
        return plan.collection().allFields().stream()
                .map(Field::path)
                .filter(path -> written.contains(path.segments()) && !tree.get().isClear(path))
                .anyMatch(path -> haveOneInCommon(values(shown, path.segments()), values(stored, path.segments())));
    }

    /** The fields that the patch has values for: what stands at others afterwards is what stood there before. */
    private static void collect(DocumentValue content, List<String> at, Set<List<String>> written) {
        if (content instanceof DocumentValue.Members members) {
            members.members().forEach((name, member) -> {
                List<String> below = new ArrayList<>(at);
                below.add(name);
                collect(member, below, written);
            });
        } else if (content instanceof DocumentValue.Items items) {
            items.items().forEach(item -> collect(item, at, written));
        } else if (!content.isNull()) {
            written.add(at);
        }
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

    /** The values at that path, each element of an array for itself; null is none. */
    private static Stream<JsonValue> values(JsonValue json, List<String> path) {
        if (json instanceof JsonValue.Items items) {
            return items.items().stream().flatMap(item -> values(item, path));
        }
        if (path.isEmpty()) {
            return json instanceof JsonValue.Nothing ? Stream.empty() : Stream.of(json);
        }
        Map<String, JsonValue> members = json instanceof JsonValue.Members object ? object.members() : Map.of();
        JsonValue member = members.getOrDefault(path.get(0), new JsonValue.Nothing());
        return values(member, path.subList(1, path.size()));
    }
}
