package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.filter.JsonFilterParser;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every name of MongoDB's reference in every place of a request: refused, or mere text where the grammar says text. */
class OperatorNamesTest {

    private static final Set<ProblemCode> OF_FILTERS =
            Set.of(ProblemCode.FILTER_UNKNOWN_OPERATOR, ProblemCode.FILTER_MALFORMED);

    @Test
    void theListHoldsAllThatAFilterMayHold() {
        assertThat(OperatorNames.all())
                .hasSizeGreaterThan(350)
                .doesNotHaveDuplicates()
                .containsAll(OperatorNames.CONNECTIVES)
                .containsAll(OperatorNames.TESTS)
                .allSatisfy(name -> assertThat(name).startsWith("$").doesNotContain(" "));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isNoMemberOfARequest(String name) {
        String body = "{'" + name + "':1}";
        assertThat(List.of(
                        refused(() -> QueryRequestParser.search(body(body), none())),
                        refused(() -> QueryRequestParser.export(body(body), none())),
                        refused(() -> QueryRequestParser.count(body(body), none())),
                        refused(() -> RevealRequestParser.read(body(body))),
                        refused(() -> ExplainRequestParser.read(body(body))),
                        refused(() -> ExplainRequestParser.read(body("{'collection':'c','as':" + body + "}")))))
                .containsOnly(ProblemCode.REQUEST_UNKNOWN_MEMBER);
        assertThat(refused(() -> QueryRequestParser.list(parameters(name, "1"))))
                .isEqualTo(ProblemCode.REQUEST_UNKNOWN_PARAMETER);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isNoFieldOfAFilter(String name) {
        for (String operand : List.of("1", "'x'", "{}", "{'$eq':1}", "null", "[]", "['a']", "[[{'a':1}]]")) {
            String member = "{'" + name + "':" + operand + "}";
            for (String filter : List.of("%s", "{'$and':[%s]}", "{'$or':[{'b':1},%s]}", "{'a':{'$elemMatch':%s}}")) {
                // Within $elemMatch, where tests of the element may stand, another test looks at what they hold.
                if (!filter.contains("$elemMatch") || !OperatorNames.TESTS.contains(name)) {
                    assertThat(refused(() -> JsonFilterParser.read(ParsedRequest.located(filter.formatted(member)))))
                            .as(filter.formatted(member))
                            .isIn(OF_FILTERS);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void isNoTestOfAField(String name) {
        for (String operand : List.of("1", "'x'", "{}", "{'$eq':1}", "null", "[]", "['a']", "[{'a':1}]")) {
            String member = "'" + name + "':" + operand;
            for (String filter : List.of(
                    "{'a':{%s}}",
                    "{'a':{'$eq':1,%s}}",
                    "{'a':{'$not':{%s}}}",
                    "{'a':{'$elemMatch':{%s}}}",
                    "{'$and':[{'a':{%s}}]}",
                    "{%s}")) {
                assertThat(refused(() -> JsonFilterParser.read(ParsedRequest.located(filter.formatted(member)))))
                        .as(filter.formatted(member))
                        .isEqualTo(ProblemCode.FILTER_UNKNOWN_OPERATOR);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isNoValue(String name) {
        String value = "{'" + name + "':'a'}";
        for (String test : OperatorNames.TESTS) {
            String operand = test.endsWith("in") ? "[" + value + "]" : value;
            if (!Set.of("$not", "$elemMatch").contains(test)) {
                assertThat(refused(() ->
                                JsonFilterParser.read(ParsedRequest.located("{'a':{'" + test + "':" + operand + "}}"))))
                        .as(test)
                        .isEqualTo(ProblemCode.FILTER_MALFORMED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isNoPath(String name) {
        for (String path : List.of(name, "a." + name, name + ".a")) {
            assertThat(List.of(
                            refused(() -> QueryRequestParser.search(body("{'sort':['" + path + "']}"), none())),
                            refused(() -> QueryRequestParser.search(body("{'sort':['-" + path + "']}"), none())),
                            refused(() -> QueryRequestParser.search(body("{'sort':[{'" + path + "':1}]}"), none())),
                            refused(() -> QueryRequestParser.search(body("{'fields':['" + path + "']}"), none())),
                            refused(() -> QueryRequestParser.search(body("{'fields':{'" + path + "':1}}"), none())),
                            refused(() -> QueryRequestParser.count(body("{'by':'" + path + "'}"), none())),
                            refused(() -> QueryRequestParser.count(body("{'by':{'" + path + "':1}}"), none())),
                            refused(() -> QueryRequestParser.list(parameters("sort", path))),
                            refused(() -> QueryRequestParser.list(parameters("fields", path))),
                            refused(() -> QueryRequestParser.fields(parameters("fields", "a," + path))),
                            refused(() -> RevealRequestParser.read(body("{'field':'" + path + "','tokens':['x']}"))),
                            refused(() -> ExplainRequestParser.read(body("{'collection':'c','by':'" + path + "'}")))))
                    .as(path)
                    .containsOnly(ProblemCode.REQUEST_INVALID_VALUE);
        }
        assertThat(refused(() -> JsonFilterParser.read(ParsedRequest.located("{'a." + name + "':1}"))))
                .isEqualTo(ProblemCode.FILTER_MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isMereTextWhereAValueIs(String name) {
        FieldPath a = FieldPath.of("a");
        ScalarValue text = new ScalarValue.Text(name);
        Predicate equal = new Predicate.Compare(a, Predicate.Relation.EQUAL, text);

        assertThat(read("{'a':'" + name + "'}")).isEqualTo(equal);
        assertThat(read("{'a':{'$eq':'" + name + "'}}")).isEqualTo(equal);
        assertThat(read("{'a':{'$in':['" + name + "']}}")).isEqualTo(new Predicate.In(a, List.of(text)));
        assertThat(read("{'a':{'$startsWith':'" + name + "'}}")).isEqualTo(new Predicate.StartsWith(a, name));
    }

    private static List<String> names() {
        return OperatorNames.all();
    }

    private static Stream<String> foreign() {
        return OperatorNames.foreign();
    }

    private static ProblemCode refused(ParsedRequest<?> reading) {
        return ParsedRequest.refused(reading);
    }

    private static Predicate read(String filter) {
        return ParsedRequest.filter(filter);
    }

    private static MultivaluedMap<String, String> none() {
        return new MultivaluedHashMap<>();
    }

    private static MultivaluedMap<String, String> parameters(String name, String value) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.add(name, value);
        return parameters;
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.replace('\'', '"').getBytes(UTF_8));
    }
}
