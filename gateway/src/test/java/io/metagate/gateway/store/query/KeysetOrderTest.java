package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** The filters that continue a page, each alternative of which one range of an index answers. */
class KeysetOrderTest {

    private static final String ABOVE_NUMBERS =
            "['string', 'object', 'binData', 'objectId', 'bool', 'date', 'timestamp', 'regex', 'maxKey']";

    @Test
    void goesOnInTheSameBracketAndInAllAbove() {
        assertBehind("n", new ScalarValue.Int(5), """
                {$or: [
                  {$and: [{n: {$gt: {$numberLong: '5'}}}]},
                  {$and: [{n: {$type: %1$s}}]},
                  {$and: [{n: {$eq: {$numberLong: '5'}}}, {_id: {$gt: {$numberLong: '7'}}}]},
                  {$and: [{n: {$eq: {$numberLong: '5'}}}, {_id: {$type: %1$s}}]}]}""".formatted(ABOVE_NUMBERS));
    }

    @Test
    void goesOnBehindNullInAllOtherBrackets() {
        assertBehind("n", new ScalarValue.Null(), """
                {$or: [
                  {$and: [{n: {$type: ['number', %s]}}]},
                  {$and: [{n: {$eq: null}}, {_id: {$gt: {$numberLong: '7'}}}]},
                  {$and: [{n: {$eq: null}}, {_id: {$type: %s}}]}]}""".formatted(
                        ABOVE_NUMBERS.substring(1, ABOVE_NUMBERS.length() - 1), ABOVE_NUMBERS));
    }

    @Test
    void goesOnBelowANumberWithWhatIsNoNumber() {
        assertBehind("-_id", new ScalarValue.Int(7), """
                {$or: [
                  {$and: [{_id: {$lt: {$numberLong: '7'}}}]},
                  {$and: [{_id: {$eq: null}}]},
                  {$and: [{_id: {$eq: {$numberDouble: 'NaN'}}}]},
                  {$and: [{_id: {$type: ['minKey']}}]},
                  {$and: [{_id: {$eq: []}}]}]}""");
    }

    @Test
    void goesOnBelowATextWithNumbersAndNothing() {
        assertBehind("-_id", new ScalarValue.Text("x"), """
                {$or: [
                  {$and: [{_id: {$lt: 'x'}}]},
                  {$and: [{_id: {$eq: null}}]},
                  {$and: [{_id: {$type: ['minKey', 'number']}}]},
                  {$and: [{_id: {$eq: []}}]}]}""");
    }

    @Test
    void hasNothingButTheLeastBelowNothing() {
        assertBehind(
                "-_id",
                new ScalarValue.Null(),
                "{$or: [{$and: [{_id: {$type: ['minKey']}}]}, {$and: [{_id: {$eq: []}}]}]}");
    }

    private static void assertBehind(String key, ScalarValue value, String filter) {
        SortKey sort = new SortKey(FieldPath.of(key.replace("-", "")), key.startsWith("-"));
        KeysetOrder order = new KeysetOrder(List.of(sort));
        List<ScalarValue> values =
                sort.path().equals(FieldPath.ID) ? List.of(value) : List.of(value, new ScalarValue.Int(7));

        assertThat(order.behind(new KeysetPosition(values))).isEqualTo(BsonDocument.parse(filter));
    }
}
