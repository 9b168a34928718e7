package io.metagate.gateway.request.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ParsedRequest;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFilterParserTest {

    private static final FieldPath A = FieldPath.of("a");

    @Test
    void readsEachOperator() {
        Map<String, Relation> relations = Map.of(
                "$eq", Relation.EQUAL,
                "$gt", Relation.GREATER,
                "$gte", Relation.GREATER_OR_EQUAL,
                "$lt", Relation.LESS,
                "$lte", Relation.LESS_OR_EQUAL);

        assertThat(relations.values()).containsExactlyInAnyOrder(Relation.values());
        relations.forEach((operator, relation) -> assertThat(read("{'a':{'" + operator + "':7}}"))
                .isEqualTo(new Predicate.Compare(A, relation, new ScalarValue.Int(7))));
        assertThat(read("{'a':{'$in':[7,'x',null]}}"))
                .isEqualTo(new Predicate.In(
                        A, List.of(new ScalarValue.Int(7), new ScalarValue.Text("x"), new ScalarValue.Null())));
    }

    @Test
    void readsNegationsPrefixesAndPresence() {
        Predicate seven = equal("a", new ScalarValue.Int(7));
        Predicate exists = new Predicate.Exists(A);

        assertThat(read("{'a':{'$ne':7}}")).isEqualTo(new Predicate.Not(seven));
        assertThat(read("{'a':{'$nin':[7]}}"))
                .isEqualTo(new Predicate.Not(new Predicate.In(A, List.of(new ScalarValue.Int(7)))));
        assertThat(read("{'a':{'$not':{'$eq':7,'$exists':true}}}"))
                .isEqualTo(new Predicate.Not(new Predicate.And(List.of(seven, exists))));
        assertThat(read("{'a':{'$not':{'$not':{'$eq':7}}}}")).isEqualTo(new Predicate.Not(new Predicate.Not(seven)));
        assertThat(read("{'a':{'$exists':true}}")).isEqualTo(exists);
        assertThat(read("{'a':{'$exists':false}}")).isEqualTo(new Predicate.Not(exists));
        assertThat(read("{'a':{'$startsWith':'^x.*'}}")).isEqualTo(new Predicate.StartsWith(A, "^x.*"));
    }

    @Test
    void readsWhatIsSaidOfElements() {
        Predicate order = new Predicate.Compare(A, Relation.GREATER, new ScalarValue.Int(1));

        assertThat(read("{'a':{'$elemMatch':{'$gt':1,'$ne':7}}}"))
                .isEqualTo(new Predicate.AnyElement(
                        A, new Predicate.And(List.of(order, new Predicate.Not(equal("a", new ScalarValue.Int(7)))))));
        assertThat(read("{'a.b':{'$elemMatch':{'$or':[{'c':1},{'d':2}]}}}"))
                .isEqualTo(new Predicate.AnyElement(
                        FieldPath.of("a.b"),
                        new Predicate.Or(List.of(
                                equal("a.b.c", new ScalarValue.Int(1)), equal("a.b.d", new ScalarValue.Int(2))))));
        assertThat(read("{'a':{'$elemMatch':{'b':{'$elemMatch':{'c':1}}}}}"))
                .isEqualTo(new Predicate.AnyElement(
                        A, new Predicate.AnyElement(FieldPath.of("a.b"), equal("a.b.c", new ScalarValue.Int(1)))));
    }

    @Test
    void takesPrefixesOfABoundedLength() {
        assertThat(read("{'a':{'$startsWith':'" + "x".repeat(1024) + "'}}").uses())
                .hasSize(1);
        assertThat(refused("{'a':{'$startsWith':'" + "x".repeat(1025) + "'}}"))
                .isEqualTo(ProblemCode.FILTER_TOO_COMPLEX);
    }

    @Test
    void readsAValueAloneAsEquality() {
        assertThat(read("{'a':7}")).isEqualTo(equal("a", new ScalarValue.Int(7)));
        assertThat(read("{'a':null}")).isEqualTo(equal("a", new ScalarValue.Null()));
        assertThat(read("{'a.b':{'$oid':'0123456789abcdef01234567'}}"))
                .isEqualTo(equal("a.b", new ScalarValue.ObjectId("0123456789abcdef01234567")));
    }

    @Test
    void joinsConditionsByAnd() {
        Predicate range = new Predicate.And(List.of(
                new Predicate.Compare(A, Relation.GREATER, new ScalarValue.Int(1)),
                new Predicate.Compare(A, Relation.LESS, new ScalarValue.Int(9))));

        assertThat(read("{}")).isEqualTo(Predicate.all());
        assertThat(read("{'a':{'$gt':1,'$lt':9}}")).isEqualTo(range);
        assertThat(read("{'$and':[{'a':{'$gt':1,'$lt':9}},{'b':true}]}"))
                .isEqualTo(new Predicate.And(List.of(range, equal("b", new ScalarValue.Bool(true)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$eq",
                "$ne",
                "$in",
                "$nin",
                "$gt",
                "$gte",
                "$lt",
                "$lte",
                "$exists",
                "$startsWith",
                "$elemMatch",
                "$not",
                "$and",
                "$or",
                "$oid",
                "$date",
                "$numberLong",
                "$binary"
            })
    void refusesAnOperatorInTheWrongPlace(String operator) {
        boolean connective = operator.equals("$and") || operator.equals("$or");
        String filter = connective ? "{'a':{'" + operator + "':[{'b':1}]}}" : "{'" + operator + "':'1'}";

        assertThat(refused(filter)).isEqualTo(ProblemCode.FILTER_UNKNOWN_OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "'x'",
                "null",
                "{'a':{}}",
                "{'a':[]}",
                "{'a':[1]}",
                "{'a':{'b':1}}",
                "{'a':{'$eq':1,'b':1}}",
                "{'a':{'$eq':[1]}}",
                "{'a':{'$eq':{}}}",
                "{'a':{'$eq':{'b':1}}}",
                "{'a':{'$gt':null}}",
                "{'a':{'$gte':null}}",
                "{'a':{'$lt':null}}",
                "{'a':{'$lte':null}}",
                "{'a':{'$in':1}}",
                "{'a':{'$nin':1}}",
                "{'a':{'$ne':[1]}}",
                "{'a':{'$not':1}}",
                "{'a':{'$not':{}}}",
                "{'a':{'$not':{'b':1}}}",
                "{'a':{'$not':null}}",
                "{'a':{'$exists':1}}",
                "{'a':{'$exists':null}}",
                "{'a':{'$startsWith':1}}",
                "{'a':{'$startsWith':null}}",
                "{'a':{'$startsWith':['x']}}",
                "{'a':{'$elemMatch':1}}",
                "{'a':{'$elemMatch':{}}}",
                "{'a':{'$elemMatch':{'$or':[{}]}}}",
                "{'a':{'$elemMatch':{'$gt':1,'b':1}}}",
                "{'a':{'$elemMatch':{'$exists':true}}}",
                "{'a':{'$elemMatch':{'$not':{'$exists':true}}}}",
                "{'a':{'$elemMatch':{'$elemMatch':{'$gt':1}}}}",
                "{'a':{'$elemMatch':{'b..c':1}}}",
                "{'$or':[]}",
                "{'$or':{}}",
                "{'a':{'$in':{}}}",
                "{'a':{'$in':[[1]]}}",
                "{'$and':[]}",
                "{'$and':{}}",
                "{'$and':1}",
                "{'$and':[1]}",
                "{'':1}",
                "{'a.':1}",
                "{'.a':1}",
                "{'a..b':1}",
                "{'a.$':1}",
                "{'a.$where':1}",
                "{'a*':1}",
                "{'a\\u0000':1}",
                "{'\\ud800':1}",
            })
    void refusesWhatIsNotOfTheDocumentedForm(String filter) {
        assertThat(refused(filter)).isEqualTo(ProblemCode.FILTER_MALFORMED);
    }

    @Test
    void takesSixLevelsAndNotSeven() {
        assertThat(read("{'$and':[{'$and':[{'a':1}]}]}").uses()).hasSize(1);
        assertThat(refused("{'$and':[{'$and':[{'a':{'$eq':1}}]}]}")).isEqualTo(ProblemCode.FILTER_TOO_COMPLEX);
        assertThat(refused("{'$and':[{'$and':[{'$and':[{'a':1}]}]}]}")).isEqualTo(ProblemCode.FILTER_TOO_COMPLEX);
    }

    @Test
    void countsLevelsOfNegationsAndElementsToo() {
        assertThat(read("{'a':{'$elemMatch':{'b':{'$not':{'$eq':1}}}}}").uses()).hasSize(1);
        assertThat(refused("{'a':{'$elemMatch':{'b':{'$not':{'$not':{'$eq':1}}}}}}"))
                .isEqualTo(ProblemCode.FILTER_TOO_COMPLEX);
        String nots = "{'$not':".repeat(400) + "{'$eq':1}" + "}".repeat(400);
        assertThat(refused("{'a':" + nots + "}")).isEqualTo(ProblemCode.FILTER_TOO_COMPLEX);
    }

    @Test
    void takesSixtyFourNodesAndNotSixtyFive() {
        assertThat(ParsedRequest.accepted(() -> JsonFilterParser.read(conditions(63)))
                        .predicate()
                        .uses())
                .hasSize(63);
        assertThat(ParsedRequest.refused(() -> JsonFilterParser.read(conditions(64))))
                .isEqualTo(ProblemCode.FILTER_TOO_COMPLEX);
    }

    @Test
    void takesAHundredValuesAndNotOneMore() {
        assertThat(((Predicate.In) read("{'a':{'$in':" + numbers(100) + "}}")).values())
                .hasSize(100);
        assertThat(refused("{'a':{'$in':" + numbers(101) + "}}")).isEqualTo(ProblemCode.FILTER_TOO_COMPLEX);
    }

    private static Predicate equal(String path, ScalarValue value) {
        return new Predicate.Compare(FieldPath.of(path), Relation.EQUAL, value);
    }

    private static LocatedNode conditions(int count) {
        ObjectNode filter = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, count).forEach(i -> filter.put("f" + i, i));
        return LocatedNode.root(filter);
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }

    private static Predicate read(String filter) {
        return ParsedRequest.filter(filter);
    }

    private static ProblemCode refused(String filter) {
        return ParsedRequest.refused(() -> JsonFilterParser.read(ParsedRequest.located(filter)));
    }
}
