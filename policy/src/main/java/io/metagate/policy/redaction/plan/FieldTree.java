package io.metagate.policy.redaction.plan;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.write.DisclosureCounts.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The listed fields of a collection as a tree of names, each with what becomes of its values. */
public final class FieldTree {

    /** No field. */
    public static final FieldTree NONE = FieldTree.of(List.of());

    private final DocumentNode root;
    private final int size;
    private final List<Release> slots;
    private final Set<FieldPath> inClear;

    private FieldTree(DocumentNode root, int size, List<Release> slots, Set<FieldPath> inClear) {
        this.root = root;
        this.size = size;
        this.slots = slots;
        this.inClear = inClear;
    }

    public static FieldTree of(List<FieldRelease> fields) {
        Growth growth = new Growth();
        DocumentNode root = growth.branch("", fields, 0);
        Set<FieldPath> inClear = fields.stream()
                .filter(field -> field.transform() instanceof Transform.Clear)
                .map(field -> field.field().path())
                .collect(Collectors.toUnmodifiableSet());
        return new FieldTree(root, growth.size, List.copyOf(growth.slots), inClear);
    }

    public DocumentNode root() {
        return root;
    }

    /** Whether values of that field leave as they are. */
    public boolean isClear(FieldPath field) {
        return inClear.contains(field);
    }

    /** How many nodes there are; their ordinals are below. */
    public int size() {
        return size;
    }

    /** What is counted in which slot. */
    public List<Release> slots() {
        return slots;
    }

    /** A tree in the making. */
    private static final class Growth {

        private final List<Release> slots = new ArrayList<>();
        private int size;

        DocumentNode branch(String name, List<FieldRelease> fields, int depth) {
            Map<String, List<FieldRelease>> byName = new LinkedHashMap<>();
            for (FieldRelease field : fields) {
                String segment = field.field().path().segments().get(depth);
                byName.computeIfAbsent(segment, s -> new ArrayList<>()).add(field);
            }
            List<FieldNode> children = new ArrayList<>();
            byName.forEach((segment, below) -> children.add(node(segment, below, depth + 1)));
            return new DocumentNode(name, size++, highest(fields), children);
        }

        private FieldNode node(String name, List<FieldRelease> fields, int depth) {
            FieldRelease first = fields.get(0);
            boolean ends =
                    fields.stream().anyMatch(f -> f.field().path().segments().size() == depth);
            if (ends && fields.size() > 1) {
                throw new IllegalArgumentException(
                        "a field is both a value and a parent: " + first.field().path());
            }
            return ends ? new FieldLeaf(name, size++, first, slot(first)) : branch(name, fields, depth);
        }

        private int slot(FieldRelease field) {
            Release release = new Release(
                    field.field().classification(), field.transform().name());
            if (!slots.contains(release)) {
                slots.add(release);
            }
            return slots.indexOf(release);
        }

        private static FieldDisposition highest(List<FieldRelease> fields) {
            return fields.stream()
                    .map(FieldRelease::fate)
                    .max(FieldDisposition::compareTo)
                    .orElse(FieldDisposition.UNLISTED);
        }
    }
}
