package io.metagate.policy.redaction.edit;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an edit destroys of one record. INVARIANT: a value under a name that nobody listed is at none of the fields, so
 * that nobody destroys what nobody sees; and whether a document may take the place of something else does not depend on
 * what is in there (P2).
 */
final class PatchDataLoss {

    private final BsonBytes before;
    private final Set<List<String>> fields;
    private final Set<FieldPath> others;

    /**
     * The destruction of that record.
     *
     * @param fields those that may be destroyed
     * @param listed all that there are
     */
    PatchDataLoss(BsonBytes before, Set<FieldPath> fields, Set<FieldPath> listed) {
        this.before = before;
        this.fields = fields.stream().map(FieldPath::segments).collect(Collectors.toUnmodifiableSet());
        this.others = listed.stream().filter(field -> !fields.contains(field)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is at these fields alone. */
    boolean isBounded(PatchOperation.Inside steps) {
        return inside(steps, 0, before.terminator(), List.of());
    }

    private boolean inside(PatchOperation.Inside steps, int document, int terminator, List<String> path) {
        int at = document + Integer.BYTES;
        boolean bounded = true;
        while (bounded && at < terminator) {
            byte tag = before.at(at);
            int nameEnd = before.nameEnd(at + 1, terminator);
            int end = before.valueEnd(tag, nameEnd + 1, terminator);
            PatchOperation.Named named = steps.below().get(ByteBuffer.wrap(before.copy(at + 1, nameEnd)));
            if (named != null) {
                List<String> below = below(path, named.name());
                bounded = step(named.step(), tag, nameEnd + 1, end, below);
            }
            at = end;
        }
        return bounded;
    }

    private boolean step(PatchOperation step, byte tag, int at, int end, List<String> path) {
        Optional<PatchOperation.Inside> inside = step.inDocument();
        if (tag == BsonTag.DOCUMENT && inside.isPresent()) {
            return inside(inside.get(), at, end - 1, path);
        }
        if (tag != BsonTag.NULL && inside.isPresent() && couldHoldOthers(new FieldPath(path))) {
            return false;
        }
        return isAtFields(tag, at, end, path);
    }

    private boolean couldHoldOthers(FieldPath place) {
        return others.stream().anyMatch(field -> field.isBelow(place));
    }

    private boolean isAtFields(byte tag, int at, int end, List<String> path) {
        return switch (tag) {
            case BsonTag.DOCUMENT -> areAtFields(at, end - 1, path, true);
            case BsonTag.ARRAY -> areAtFields(at, end - 1, path, false);
            case BsonTag.NULL -> true;
            default -> fields.contains(path);
        };
    }

    private boolean areAtFields(int container, int terminator, List<String> path, boolean named) {
        int at = container + Integer.BYTES;
        boolean bounded = true;
        while (bounded && at < terminator) {
            byte tag = before.at(at);
            int nameEnd = before.nameEnd(at + 1, terminator);
            int end = before.valueEnd(tag, nameEnd + 1, terminator);
            List<String> there = named ? below(path, name(at + 1, nameEnd)) : path;
            bounded = isListed(there) && isAtFields(tag, nameEnd + 1, end, there);
            at = end;
        }
        return bounded;
    }

    /** Whether the path is that of a field or leads to one: a null under any other name is there too. */
    private boolean isListed(List<String> path) {
        return fields.stream()
                .anyMatch(field -> field.size() >= path.size()
                        && field.subList(0, path.size()).equals(path));
    }

    private String name(int from, int to) {
        return new String(before.copy(from, to), StandardCharsets.UTF_8);
    }

    private static List<String> below(List<String> path, String name) {
        List<String> below = new ArrayList<>(path);
        below.add(name);
        return below;
    }
}
