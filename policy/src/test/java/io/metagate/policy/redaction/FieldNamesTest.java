package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.MalformedRecord;
import io.metagate.policy.redaction.plan.DocumentNode;
import io.metagate.policy.redaction.plan.FieldDisposition;
import io.metagate.policy.redaction.plan.FieldLeaf;
import io.metagate.policy.redaction.plan.FieldLookupCache;
import io.metagate.policy.redaction.plan.FieldNode;
import io.metagate.policy.redaction.plan.FieldRelease;
import io.metagate.policy.redaction.plan.FieldTree;
import io.metagate.policy.redaction.transform.Transform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldNamesTest {

    private static final int LONGEST = 40;

    @Test
    void findsNamesOfEveryLengthWhereverTheyStand() {
        List<String> names = names();
        DocumentNode root = tree(names).root();
        for (String name : names) {
            for (String before : List.of("", "<", "before the name")) {
                for (String behind : List.of("\0", "\0and behind it")) {
                    FieldNode found = child(root, before, name, behind);
                    assertThat(found).as(name).isInstanceOf(FieldLeaf.class);
                    assertThat(((FieldLeaf) found).release().field().path()).isEqualTo(FieldPath.of(name));
                }
            }
        }
    }

    @Test
    void findsNothingUnderANameThatDiffersInOneCharacter() {
        List<String> names = names();
        DocumentNode root = tree(names).root();
        for (String name : names) {
            for (int at = 0; at < name.length(); at++) {
                String other = name.substring(0, at) + "?" + name.substring(at + 1);
                assertThat(child(root, "<", other, "\0")).as(other).isSameAs(FieldNode.Unlisted.NODE);
            }
            assertThat(child(root, "<", name + "?", "\0")).isSameAs(FieldNode.Unlisted.NODE);
        }
        assertThat(child(root, "<", "", "\0")).isSameAs(FieldNode.Unlisted.NODE);
    }

    @Test
    void takesNoOtherNameForTheOneThatStoodThereBefore() {
        List<String> names = names();
        FieldTree tree = tree(names);
        for (String name : names) {
            for (String behind : List.of("", "and a value behind it")) {
                FieldLookupCache order = new FieldLookupCache();
                order.follow(tree);
                assertThat(pathOf(find(order, tree, name, behind))).as(name).isEqualTo(name);
                for (String other : changed(name)) {
                    assertThat(pathOf(find(order, tree, other, behind)))
                            .as("%s behind %s", other, name)
                            .isEqualTo(names.contains(other) ? other : "");
                    assertThat(pathOf(find(order, tree, name, behind))).as(name).isEqualTo(name);
                }
            }
        }
    }

    @Test
    void findsNoNameThatEndsWithItsDocument() {
        for (String name : names()) {
            FieldTree tree = tree(List.of(name));
            FieldLookupCache order = new FieldLookupCache();
            order.follow(tree);
            find(order, tree, name, "");
            byte[] bytes = ("<" + name + "\0 and behind the document").getBytes(StandardCharsets.UTF_8);
            int terminator = 1 + name.length();
            assertThatThrownBy(() -> order.find(
                            FieldLookupCache.within(tree.root()), tree.root(), new BsonBytes(bytes), 1, terminator))
                    .isInstanceOf(MalformedRecord.class);
        }
    }

    @Test
    void keepsTheNamesOfDifferentTreesApart() {
        FieldTree one = tree(List.of("name", "other"));
        FieldTree two = tree(List.of("other", "name"));
        FieldLookupCache order = new FieldLookupCache();
        for (FieldTree tree : List.of(one, two, one, two)) {
            order.follow(tree);
            assertThat(find(order, tree, "name", "")).isSameAs(child(tree.root(), "<", "name", "\0"));
        }
        order.follow(FieldTree.NONE);
        assertThat(pathOf(find(order, FieldTree.NONE, "name", ""))).isEmpty();
    }

    /** The name and what is behind it in a document that ends the bytes. */
    private static FieldNode find(FieldLookupCache order, FieldTree tree, String name, String behind) {
        byte[] bytes = ("<" + name + "\0" + behind + "\0").getBytes(StandardCharsets.UTF_8);
        FieldNode found = order.find(
                FieldLookupCache.within(tree.root()), tree.root(), new BsonBytes(bytes), 1, bytes.length - 1);
        assertThat(order.nameEnd()).isEqualTo(1 + name.length());
        return found;
    }

    private static String pathOf(FieldNode node) {
        return node instanceof FieldLeaf leaf ? leaf.release().field().path().toString() : "";
    }

    /** Names that differ in one character: another one, one more, one less. */
    private static List<String> changed(String name) {
        List<String> changed = new ArrayList<>(List.of(name + "n", name + "?", name.substring(1)));
        for (int at = 0; at < name.length(); at++) {
            changed.add(name.substring(0, at) + "?" + name.substring(at + 1));
        }
        return changed;
    }

    private static FieldNode child(DocumentNode root, String before, String name, String behind) {
        byte[] bytes = (before + name + behind).getBytes(StandardCharsets.UTF_8);
        return root.child(new BsonBytes(bytes), before.length(), before.length() + name.length());
    }

    /** Two of each length that is long enough, which differ in the middle only. */
    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int length = 1; length <= LONGEST; length++) {
            names.add("n".repeat(length));
            if (length > 2) {
                names.add("n".repeat(length / 2) + "m" + "n".repeat(length - length / 2 - 1));
            }
        }
        return names;
    }

    private static FieldTree tree(List<String> names) {
        return FieldTree.of(names.stream()
                .map(name -> new Field(FieldPath.of(name), FieldType.STRING, SampleCollection.PUBLIC))
                .map(field -> new FieldRelease(field, FieldDisposition.RELEASED, new Transform.Clear()))
                .toList());
    }
}
