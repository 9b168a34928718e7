package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
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
        Branch root = tree(names).root();
        for (String name : names) {
            for (String before : List.of("", "<", "before the name")) {
                for (String behind : List.of("\0", "\0and behind it")) {
                    FieldNode found = child(root, before, name, behind);
                    assertThat(found).as(name).isInstanceOf(Leaf.class);
                    assertThat(((Leaf) found).release().field().path()).isEqualTo(FieldPath.of(name));
                }
            }
        }
    }

    @Test
    void findsNothingUnderANameThatDiffersInOneCharacter() {
        List<String> names = names();
        Branch root = tree(names).root();
        for (String name : names) {
            for (int at = 0; at < name.length(); at++) {
                String other = name.substring(0, at) + "?" + name.substring(at + 1);
                assertThat(child(root, "<", other, "\0")).as(other).isSameAs(FieldNode.Unlisted.NODE);
            }
            assertThat(child(root, "<", name + "?", "\0")).isSameAs(FieldNode.Unlisted.NODE);
        }
        assertThat(child(root, "<", "", "\0")).isSameAs(FieldNode.Unlisted.NODE);
    }

    private static FieldNode child(Branch root, String before, String name, String behind) {
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
                .map(name -> new Field(FieldPath.of(name), FieldType.STRING, Things.PUBLIC))
                .map(field -> new FieldRelease(field, Fate.RELEASED, new Transform.Clear()))
                .toList());
    }
}
