package io.metagate.policy.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.json.Json;
import io.metagate.policy.json.JsonReader;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Content;
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
final class EchoCheck {

    private final ReleasePlan plan;

    EchoCheck(ReleasePlan plan) {
        this.plan = plan;
    }

    /**
     * Whether a value of a field that does not leave as it is, is written as it left.
     *
     * @param patch what is written
     */
    boolean holds(BsonBytes before, BsonBytes after, Content.Members patch) {
        Optional<FieldTree> tree = plan.choice().of(before);
        if (tree.isEmpty()) {
            return false;
        }
        Set<List<String>> written = new HashSet<>();
        collect(patch, List.of(), written);
        Json shown = json(before, tree.get());
        Json stored = json(after, inClear());
        return plan.collection().allFields().stream()
                .map(Field::path)
                .filter(path -> written.contains(path.segments()) && !tree.get().isClear(path))
                .anyMatch(path -> haveOneInCommon(values(shown, path.segments()), values(stored, path.segments())));
    }

    /** The fields that the patch has values for: what stands at others afterwards is what stood there before. */
    private static void collect(Content content, List<String> at, Set<List<String>> written) {
        if (content instanceof Content.Members members) {
            members.members().forEach((name, member) -> {
                List<String> below = new ArrayList<>(at);
                below.add(name);
                collect(member, below, written);
            });
        } else if (content instanceof Content.Items items) {
            items.items().forEach(item -> collect(item, at, written));
        } else if (!content.isNull()) {
            written.add(at);
        }
    }

    private FieldTree inClear() {
        return FieldTree.of(plan.collection().allFields().stream()
                .map(field -> new FieldRelease(field, Fate.RELEASED, new Transform.Clear()))
                .toList());
    }

    private Json json(BsonBytes record, FieldTree tree) {
        JsonBuffer json = new JsonBuffer(record.length());
        List<Identifier> about = new DataSubjectReader(plan.collection()).read(record);
        new RecordWriter(json, plan.keys())
                .write(record, tree, new Counts(tree.slots().size()), about);
        return JsonReader.read(new String(json.copy(), UTF_8));
    }

    private static boolean haveOneInCommon(Stream<Json> shown, Stream<Json> stored) {
        Set<Json> known = new HashSet<>(shown.toList());
        return stored.anyMatch(known::contains);
    }

    /** The values at that path, each element of an array for itself; null is none. */
    private static Stream<Json> values(Json json, List<String> path) {
        if (json instanceof Json.Items items) {
            return items.items().stream().flatMap(item -> values(item, path));
        }
        if (path.isEmpty()) {
            return json instanceof Json.Nothing ? Stream.empty() : Stream.of(json);
        }
        Map<String, Json> members = json instanceof Json.Members object ? object.members() : Map.of();
        Json member = members.getOrDefault(path.get(0), new Json.Nothing());
        return values(member, path.subList(1, path.size()));
    }
}
