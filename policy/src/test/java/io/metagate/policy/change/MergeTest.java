package io.metagate.policy.change;

import static io.metagate.policy.change.SampleContents.items;
import static io.metagate.policy.change.SampleContents.members;
import static io.metagate.policy.change.SampleContents.nothing;
import static io.metagate.policy.change.SampleContents.number;
import static io.metagate.policy.change.SampleContents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.edit.MergePatch;
import io.metagate.policy.redaction.edit.PatchedRecord;
import io.metagate.policy.redaction.edit.TypedContent;
import io.metagate.policy.request.value.DocumentValue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Merge patches (RFC 7396) on the bytes of a record. */
class MergeTest {

    @Test
    void replacesInPlaceAndAddsInTheOrderOfNames() throws Exception {
        PatchedRecord edited = edited(members("tags", text("new"), "email", text("x"), "joined", nothing()));

        assertThat(FlatDocument.of(edited.after()).keySet())
                .containsExactly(
                        "_id",
                        "email",
                        "notes",
                        "region",
                        "size",
                        "company.name",
                        "company.secret",
                        "devices.os",
                        "devices.serial",
                        "unlisted",
                        "tags");
        assertThat(FlatDocument.of(edited.after())).containsEntry("email", FlatDocument.text("x"));
        assertThat(FlatDocument.of(edited.set()).keySet()).containsExactly("email", "tags");
        assertThat(edited.unset()).containsExactly("joined");
    }

    @Test
    void removesWhatIsThereAndLeavesTheRest() throws Exception {
        PatchedRecord edited =
                edited(members("notes", nothing(), "phone", nothing(), "company", members("name", nothing())));

        assertThat(edited.unset()).containsExactly("notes", "company.name", "phone");
        assertThat(FlatDocument.of(edited.after()))
                .doesNotContainKeys("notes", "company.name")
                .containsKey("company.secret");
        assertThat(FlatDocument.of(edited.set())).isEmpty();
    }

    @Test
    void mergesDocumentsAndMakesThoseThatAreMissing() throws Exception {
        PatchedRecord edited = edited(members("company", members("site", members("city", text("Bonn")))));

        assertThat(FlatDocument.of(edited.after()))
                .containsEntry("company.site.city", FlatDocument.text("Bonn"))
                .containsKey("company.secret");
        assertThat(FlatDocument.of(edited.set()).keySet()).containsExactly("company.site.city");
    }

    @Test
    void replacesWholeArraysAndWhatIsNoDocument() throws Exception {
        assertThat(FlatDocument.of(edited(members("devices", items(members("os", text("a")), members("os", text("b")))))
                        .after()))
                .containsEntry(
                        "devices.os",
                        List.of(
                                FlatDocument.text("a").get(0),
                                FlatDocument.text("b").get(0)))
                .doesNotContainKey("devices.serial");
        assertThat(FlatDocument.of(edited(members("devices", members("os", text("a"), "serial", nothing())))
                        .after()))
                .containsEntry("devices.os", FlatDocument.text("a"))
                .doesNotContainKey("devices.serial");
    }

    @Test
    void asksForTheSameWhetherOrNotAValueIsThere() throws Exception {
        PatchedRecord absent = edited(members("phone", nothing()));
        PatchedRecord same = edited(members("email", text("jane.roe@acme.example")));

        assertThat(absent.after()).isEqualTo(AccountChanges.account());
        assertThat(FlatDocument.of(absent.set())).isEmpty();
        assertThat(absent.unset()).containsExactly("phone");
        assertThat(FlatDocument.of(same.set()).keySet()).containsExactly("email");
    }

    @Test
    void givesTheSameRecordWhenItIsDoneAgain() throws Exception {
        DocumentValue.Members patch = members("size", number(1L << 40), "company", members("name", text("Other")));
        PatchedRecord once = edited(patch);

        assertThat(edit(patch).on(new BsonBytes(once.after())).after()).isEqualTo(once.after());
    }

    private static PatchedRecord edited(DocumentValue.Members patch) throws Exception {
        return edit(patch).on(new BsonBytes(AccountChanges.account()));
    }

    private static MergePatch edit(DocumentValue.Members patch) throws Exception {
        return MergePatch.of(
                patch,
                new TypedContent(
                        AccountChanges.POLICIES
                                .catalogue()
                                .collection("accounts")
                                .orElseThrow(),
                        Set.of()));
    }
}
