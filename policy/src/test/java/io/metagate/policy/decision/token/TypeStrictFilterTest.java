package io.metagate.policy.decision.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.RecordMatcher;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.value.ScalarValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class TypeStrictFilterTest {

    private static final FieldPath PRICE = FieldPath.of("price");
    private static final Collection GOODS = new Collection(
            "goods",
            new StoreLocation("shop", "goods"),
            field(FieldPath.ID, FieldType.STRING),
            Optional.empty(),
            List.of(field(PRICE, FieldType.DECIMAL), field(FieldPath.of("lines.size"), FieldType.DOUBLE)));

    private static final String DECLARED = "{price: {$numberDecimal: '19.99'}}";
    private static final String DRIFTED = "{price: 19.99}";
    private static final String NONE = "{}";

    @Test
    void comparesNoNumberOfAnotherTypeThanTheDeclaredOne() {
        Predicate above = compare(Relation.GREATER_OR_EQUAL, "19.98");

        assertThat(holds(above, DECLARED)).isTrue();
        assertThat(holds(above, DRIFTED)).isFalse();
        assertThat(holds(new Predicate.Not(above), DECLARED)).isFalse();
        assertThat(holds(new Predicate.Not(above), DRIFTED)).isTrue();
        assertThat(holds(in(decimal("5"), decimal("6")), "{price: 5}")).isFalse();
        assertThat(holds(in(decimal("5"), decimal("6")), "{price: {$numberDecimal: '5.0'}}"))
                .isTrue();
    }

    @Test
    void takesAValueOfAnotherTypeForNone() {
        for (String missing : List.of(NONE, DRIFTED, "{price: 'x'}", "{price: {amount: 1}}")) {
            assertThat(holds(new Predicate.Exists(PRICE), missing)).as(missing).isFalse();
            assertThat(holds(isNull(), missing)).as(missing).isTrue();
            assertThat(holds(in(decimal("1"), new ScalarValue.Null()), missing))
                    .as(missing)
                    .isTrue();
        }
        assertThat(holds(new Predicate.Exists(PRICE), DECLARED)).isTrue();
        assertThat(holds(new Predicate.Exists(PRICE), "{price: null}")).isTrue();
        assertThat(holds(new Predicate.Exists(PRICE), "{price: []}")).isTrue();
        assertThat(holds(isNull(), DECLARED)).isFalse();
    }

    @Test
    void looksAtElementsOfTheDeclaredTypeAlone() {
        Predicate five = compare(Relation.EQUAL, "5");
        Predicate mixed = new Predicate.AnyElement(PRICE, five);
        Predicate other = new Predicate.AnyElement(PRICE, new Predicate.Not(five));

        assertThat(holds(mixed, "{price: [5, {$numberDecimal: '5'}]}")).isTrue();
        assertThat(holds(mixed, "{price: [5, {$numberDecimal: '6'}]}")).isFalse();
        assertThat(holds(other, "{price: [7, 'x', {$numberDecimal: '5'}]}")).isFalse();
        assertThat(holds(other, "{price: [5, {$numberDecimal: '6'}]}")).isTrue();
    }

    @Test
    void comparesNoArrayInWhichANumberHasDrifted() {
        Predicate six = compare(Relation.EQUAL, "6");

        assertThat(holds(six, "{price: [{$numberDecimal: '6'}, {$numberDecimal: '5'}]}"))
                .isTrue();
        assertThat(holds(six, "{price: [{$numberDecimal: '6'}, 5]}")).isFalse();
    }

    @Test
    void looksIntoDocumentsInArrays() {
        FieldPath size = FieldPath.of("lines.size");
        Predicate small = new Predicate.AnyElement(
                FieldPath.of("lines"), new Predicate.Compare(size, Relation.LESS, new ScalarValue.Real(2)));

        assertThat(holds(small, "{lines: [{size: 1}]}"))
                .as("an integer is a double without its fraction")
                .isTrue();
        assertThat(holds(small, "{lines: [{size: {$numberDecimal: '1'}}]}")).isFalse();
        assertThat(holds(small, "{lines: [{size: {$numberDecimal: '1'}}, {size: 1.5}]}"))
                .isTrue();
    }

    @Test
    void leavesAloneWhatNoStoreConfuses() {
        Predicate text = new Predicate.Compare(FieldPath.ID, Relation.GREATER, new ScalarValue.Text("a"));

        assertThat(TypeStrictFilter.of(text, GOODS)).isEqualTo(text);
        assertThat(TypeStrictFilter.of(Predicate.all(), GOODS)).isEqualTo(Predicate.all());
    }

    private static boolean holds(Predicate filter, String record) {
        ByteBuf buffer = RawBsonDocument.parse(record).getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return RecordMatcher.of(TypeStrictFilter.of(filter, GOODS)).holds(new BsonBytes(bytes));
    }

    private static Predicate compare(Relation relation, String number) {
        return new Predicate.Compare(PRICE, relation, decimal(number));
    }

    private static Predicate isNull() {
        return new Predicate.Compare(PRICE, Relation.EQUAL, new ScalarValue.Null());
    }

    private static Predicate in(ScalarValue... values) {
        return new Predicate.In(PRICE, List.of(values));
    }

    private static ScalarValue decimal(String number) {
        return new ScalarValue.Decimal(new BigDecimal(number));
    }

    private static Field field(FieldPath path, FieldType type) {
        return new Field(path, type, new Classification("public"));
    }
}
