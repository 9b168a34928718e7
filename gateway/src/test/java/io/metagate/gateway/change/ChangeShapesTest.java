package io.metagate.gateway.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.request.ContentParser;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.ScalarValue;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeShapesTest {

    private static final Collection THINGS = ThingsPolicies.POLICIES
            .catalogue()
            .collection(ThingsPolicies.COLLECTION)
            .orElseThrow();

    @Test
    void namesListedFieldsAndNoValues() throws Exception {
        assertThat(new ChangeShapes(THINGS).of(update("""
                        {"text": "canary", "owner": {"size": 7}, "secret": null}""")).fields()).containsExactly("owner.size", "secret", "text");
        assertThat(new ChangeShapes(THINGS).of(update("{\"owner\": null}")).fields())
                .containsExactly("owner");
        assertThat(new ChangeShapes(THINGS)
                        .of(update("{\"owner\": [{\"size\": 1}, {\"size\": 2}]}"))
                        .fields())
                .containsExactly("owner.size");
    }

    @Test
    void saysOfOtherNamesOnlyThatThereAreSome() throws Exception {
        assertThat(new ChangeShapes(THINGS).of(update("""
                        {"canary": 1, "owner": {"canary": 1}, "text": {"canary": {"canary": []}}}""")).fields()).containsExactly("?");
        String deep = "{\"text\":".repeat(20) + "1" + "}".repeat(20);
        assertThat(new ChangeShapes(THINGS).of(update(deep)).fields()).containsExactly("?");
    }

    @Test
    void namesAFieldAtTheGreatestDepth() throws Exception {
        String deepest = String.join(".", Collections.nCopies(FieldPath.MAX_SEGMENTS, "a"));
        Collection deep = ThingsPolicies.with("""
                        ---
                        apiVersion: metagate.io/v1
                        kind: Collection
                        metadata: {name: deep}
                        spec:
                          store: {database: backup, collection: deep}
                          id: {type: string, class: public}
                          fields: {%s: {type: int, class: public}}
                        """.formatted(deepest))
                .catalogue()
                .collection("deep")
                .orElseThrow();
        String patch = "{\"a\":".repeat(FieldPath.MAX_SEGMENTS) + "1" + "}".repeat(FieldPath.MAX_SEGMENTS);

        assertThat(new ChangeShapes(deep).of(update(patch)).fields()).containsExactly(deepest);
    }

    @Test
    void tellsWhetherAnIdentifierWasChosen() throws Exception {
        ScalarValue id = new ScalarValue.Text("canary");

        assertThat(shape(Optional.of(id), true)).containsExactly("_id", "text");
        assertThat(shape(Optional.of(id), false)).containsExactly("text");
        assertThat(new ChangeShapes(THINGS).of(new RecordChange.Delete(id)).fields())
                .isEmpty();
    }

    private static java.util.List<String> shape(Optional<ScalarValue> id, boolean chosen) throws BadRequest {
        RecordChange create = new RecordChange.Create(id, chosen, ContentParser.patch(body("{\"text\": 1}")));
        return new ChangeShapes(THINGS).of(create).fields();
    }

    private static RecordChange update(String patch) throws BadRequest {
        return new RecordChange.Update(new ScalarValue.Text("a"), ContentParser.patch(body(patch)));
    }

    private static ByteArrayInputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
