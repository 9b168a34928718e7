package io.metagate.policy.change;

import static io.metagate.policy.change.AccountChanges.permitted;
import static io.metagate.policy.change.AccountChanges.reason;
import static io.metagate.policy.change.AccountChanges.update;
import static io.metagate.policy.change.SampleContents.items;
import static io.metagate.policy.change.SampleContents.members;
import static io.metagate.policy.change.SampleContents.nothing;
import static io.metagate.policy.change.SampleContents.number;
import static io.metagate.policy.change.SampleContents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.UpdateResult;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.request.value.DocumentValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays where others count on one value, and documents where arrays are. */
class SeveralValuesTest {

    private static final UpdateResult DESTROYS = new UpdateResult.Refused(UpdateResult.Reason.DESTROYS_OTHERS);

    @Test
    void writesNoSeveralValuesWhereRowsSortsOrCountsGoByOne() {
        for (DocumentValue.Members several : List.of(
                members("region", items(text("eu"), text("us"))),
                members("region", items(text("eu"))),
                members("size", items(number(10), number(9))),
                members("joined", items()),
                members("company", items(members("name", text("x")))),
                members("company", members("site", items(members("city", text("Bonn"))))))) {
            String as = several.members().keySet().toString();
            assertThat(reason(update(several, "desk"))).as(as).isEqualTo(DenyReason.VALUE_OF_WRONG_TYPE);
            assertThat(reason(AccountChanges.create(several, "desk"))).as(as).isEqualTo(DenyReason.VALUE_OF_WRONG_TYPE);
        }
    }

    @Test
    void writesThemElsewhereAndWhereRowsSpeakOfElements() {
        for (String name : List.of("tags", "phone", "ratio")) {
            DocumentValue.Members empty = members(name, items());
            assertThat(update(empty, "desk")).as(name).isInstanceOf(ChangeDecision.Permit.class);
        }
        assertThat(update(members("company", members("name", items(text("a"), text("b")))), "desk"))
                .isInstanceOf(ChangeDecision.Permit.class);
    }

    @Test
    void saysFirstWhetherTheFieldMayBeWritten() {
        assertThat(reason(update(members("region", items(text("eu"))), "depot")))
                .isEqualTo(DenyReason.FIELD_NOT_PERMITTED);
    }

    @Test
    void whetherADocumentMayTakeThePlaceOfAnArrayDoesNotDependOnWhatIsInIt() {
        DocumentValue.Members system = members("devices", members("os", text("x")));
        for (RawRecord record : List.of(
                with(device("os")), with(device("serial")), with(device("os", "serial")), with(device()), with())) {
            assertThat(permitted(system, "desk").on(record)).isEqualTo(DESTROYS);
            assertThat(permitted(system, "depot").on(record)).isInstanceOf(PermittedPatch.class);
        }
    }

    @Test
    void nothingIsDestroyedWhereNothingOrADocumentIs() {
        DocumentValue.Members system = members("devices", members("os", text("x")));
        DocumentValue.Members less = members("devices", members("os", nothing()));
        BsonWriter record = begun();
        assertThat(permitted(system, "desk").on(new RawRecord(record.bytes()))).isInstanceOf(PermittedPatch.class);
        BsonWriter empty = begun();
        empty.element(BsonTag.NULL, "devices", new byte[0]);
        assertThat(permitted(system, "desk").on(new RawRecord(empty.bytes()))).isInstanceOf(PermittedPatch.class);
        BsonWriter hidden = begun();
        hidden.element(BsonTag.DOCUMENT, "devices", device("os", "serial"));
        assertThat(permitted(less, "desk").on(new RawRecord(hidden.bytes()))).isInstanceOf(PermittedPatch.class);
    }

    private static BsonWriter begun() {
        BsonWriter record = new BsonWriter();
        record.text("_id", "acc-1");
        record.text("region", "eu");
        record.integer("size", 17);
        return record;
    }

    private static RawRecord with(byte[]... devices) {
        BsonWriter list = new BsonWriter();
        for (int n = 0; n < devices.length; n++) {
            list.element(BsonTag.DOCUMENT, Integer.toString(n), devices[n]);
        }
        BsonWriter record = begun();
        record.element(BsonTag.ARRAY, "devices", list.bytes());
        return new RawRecord(record.bytes());
    }

    private static byte[] device(String... names) {
        BsonWriter device = new BsonWriter();
        List.of(names).forEach(name -> device.text(name, "x"));
        return device.bytes();
    }
}
