package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRequestParserTest {

    @Test
    void readsEveryMember() {
        SearchRequest search =
                search("{'filter':{ 'a' : 1 },'fields':['b','c.d'],'sort':['-a','b'],'limit':7,'cursor':'x'}");

        assertThat(search.filter().predicate())
                .isEqualTo(new Predicate.Compare(FieldPath.of("a"), Predicate.Relation.EQUAL, new ScalarValue.Int(1)));
        assertThat(search)
                .isEqualTo(new SearchRequest(
                        search.filter(),
                        "{\"a\":1}",
                        Optional.of(List.of(FieldPath.of("b"), FieldPath.of("c.d"))),
                        List.of(new SortKey(FieldPath.of("a"), true), new SortKey(FieldPath.of("b"), false)),
                        7,
                        Optional.of(WrittenCursor.member("x"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'filter':null,'fields':null,'sort':null,'limit':null,'cursor':null}", "{'filter':{}}"})
    void readsWhatIsAbsentAsTheFirstHundredOfAll(String body) {
        assertThat(search(body))
                .isEqualTo(
                        new SearchRequest(LocatedFilter.ALL, "{}", Optional.empty(), List.of(), 100, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Filter", "filters", "$filter", "projection", "skip", "hint", "", "limit ", "pipeline"})
    void refusesOtherMembers(String member) {
        assertThat(refused("{'" + member + "':1}")).isEqualTo(ProblemCode.REQUEST_UNKNOWN_MEMBER);
        assertThat(refused("{'" + member + "':null}")).isEqualTo(ProblemCode.REQUEST_UNKNOWN_MEMBER);
    }

    @Test
    void takesLimitsFromOneToAThousand() {
        assertThat(search("{'limit':1}").limit()).isEqualTo(1);
        assertThat(search("{'limit':1000}").limit()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "1001", "1.0", "1e2", "'10'", "true", "[]", "{}", "4294967297", "99999999999999999999"
            })
    void refusesOtherLimits(String limit) {
        assertThat(refused("{'limit':" + limit + "}")).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @Test
    void takesFourKeysOfASortAndNotFive() {
        assertThat(search("{'sort':['a','-b','c','d']}").sort()).hasSize(4);
        assertThat(search("{'sort':[]}").sort()).isEmpty();
        assertThat(refused("{'sort':['a','-b','c','d','e']}")).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a'",
                "{}",
                "{'a':'b'}",
                "{'a':-1}",
                "1",
                "[1]",
                "[null]",
                "[['a']]",
                "['']",
                "['-']",
                "['a','-a']",
                "['a.']",
                "['$where']",
                "['-$where']",
                "['a*']",
                "[{'a':1}]"
            })
    void refusesSortsThatAreNone(String sort) {
        assertThat(refused("{'sort':" + sort + "}")).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "'a'",
                "{}",
                "{'a':1}",
                "{'a':'b'}",
                "[1]",
                "[null]",
                "['']",
                "['a..b']",
                "['$a']",
                "['a.$']"
            })
    void refusesFieldsThatAreNone(String fields) {
        assertThat(refused("{'fields':" + fields + "}")).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @Test
    void takesTwoHundredFieldsAndNotOneMore() {
        assertThat(search("{'fields':" + names(200) + "}").fields().orElseThrow())
                .hasSize(200);
        assertThat(refused("{'fields':" + names(201) + "}")).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{}", "[]", "true"})
    void refusesCursorsThatAreNoText(String cursor) {
        assertThat(refused("{'cursor':" + cursor + "}")).isEqualTo(ProblemCode.CURSOR_INVALID);
    }

    @Test
    void refusesParametersOfASearch() {
        assertThat(ParsedRequest.refused(() -> QueryRequestParser.search(body("{}"), parameters("limit", "1"))))
                .isEqualTo(ProblemCode.REQUEST_UNKNOWN_PARAMETER);
    }

    @Test
    void readsFieldsOutOfAUrl() {
        assertThat(ParsedRequest.accepted(() -> QueryRequestParser.fields(new MultivaluedHashMap<>())))
                .isEmpty();
        assertThat(ParsedRequest.accepted(() -> QueryRequestParser.fields(parameters("fields", "a,b.c"))))
                .contains(List.of(FieldPath.of("a"), FieldPath.of("b.c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a,", "a,,b", "$a", "a b\u0000", "*"})
    void refusesFieldsOfAUrlThatAreNone(String fields) {
        assertThat(ParsedRequest.refused(() -> QueryRequestParser.fields(parameters("fields", fields))))
                .isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @Test
    void refusesParametersThatAreUnknownOrStandThereTwice() {
        Set<String> known = Set.of("fields");

        assertThat(ParsedRequest.refused(() -> required(parameters("Fields", "a"), known)))
                .isEqualTo(ProblemCode.REQUEST_UNKNOWN_PARAMETER);
        assertThat(ParsedRequest.refused(() -> required(parameters("fields", "a", "b"), known)))
                .isEqualTo(ProblemCode.REQUEST_UNKNOWN_PARAMETER);
        assertThat(ParsedRequest.accepted(() -> required(parameters("fields", "a"), known)))
                .isEqualTo("accepted");
    }

    @Test
    void readsAListOutOfAUrl() {
        MultivaluedMap<String, String> parameters = parameters("fields", "a,b.c");
        parameters.add("sort", "-a,b");
        parameters.add("limit", "7");
        parameters.add("cursor", "x");

        assertThat(ParsedRequest.accepted(() -> QueryRequestParser.list(parameters)))
                .isEqualTo(new SearchRequest(
                        LocatedFilter.ALL,
                        "{}",
                        Optional.of(List.of(FieldPath.of("a"), FieldPath.of("b.c"))),
                        List.of(new SortKey(FieldPath.of("a"), true), new SortKey(FieldPath.of("b"), false)),
                        7,
                        Optional.of(WrittenCursor.parameter("x"))));
        assertThat(ParsedRequest.accepted(() -> QueryRequestParser.list(new MultivaluedHashMap<>())))
                .isEqualTo(search("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter", "region", "q", "skip", "by", "Sort", ""})
    void takesNoFilterOutOfAUrl(String name) {
        assertThat(ParsedRequest.refused(() -> QueryRequestParser.list(parameters(name, "{}"))))
                .isEqualTo(ProblemCode.REQUEST_UNKNOWN_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1001", "007", "+1", "1.0", " 1", "99999999999"})
    void refusesOtherLimitsInAUrl(String limit) {
        assertThat(ParsedRequest.refused(() -> QueryRequestParser.list(parameters("limit", limit))))
                .isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a,", "a,-a", "a,b,c,d,e", "$a"})
    void refusesSortsOfAUrlThatAreNone(String sort) {
        assertThat(ParsedRequest.refused(() -> QueryRequestParser.list(parameters("sort", sort))))
                .isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @Test
    void readsACount() {
        assertThat(count("{'filter':{'a':1},'by':'b.c'}").query())
                .isEqualTo(Query.count(
                        new Predicate.Compare(FieldPath.of("a"), Predicate.Relation.EQUAL, new ScalarValue.Int(1)),
                        Optional.of(FieldPath.of("b.c"))));
        assertThat(count("{}")).isEqualTo(new CountRequest(LocatedFilter.ALL, Optional.empty()));
        assertThat(count("{'filter':null,'by':null}")).isEqualTo(count("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "['a']", "{}", "''", "'$a'", "'a..b'"})
    void refusesToCountByWhatIsNoField(String by) {
        assertThat(ParsedRequest.refused(
                        () -> QueryRequestParser.count(body("{'by':" + by + "}"), new MultivaluedHashMap<>())))
                .isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields", "sort", "limit", "cursor", "minGroup", "distinct"})
    void refusesOtherMembersOfACount(String member) {
        assertThat(ParsedRequest.refused(
                        () -> QueryRequestParser.count(body("{'" + member + "':null}"), new MultivaluedHashMap<>())))
                .isEqualTo(ProblemCode.REQUEST_UNKNOWN_MEMBER);
    }

    private static CountRequest count(String body) {
        return ParsedRequest.accepted(() -> QueryRequestParser.count(body(body), new MultivaluedHashMap<>()));
    }

    private static String required(MultivaluedMap<String, String> parameters, Set<String> known) throws BadRequest {
        QueryRequestParser.requireParameters(parameters, known);
        return "accepted";
    }

    private static MultivaluedMap<String, String> parameters(String name, String... values) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.addAll(name, values);
        return parameters;
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'f" + i + "'").collect(Collectors.joining(",", "[", "]"));
    }

    private static SearchRequest search(String body) {
        return ParsedRequest.accepted(() -> QueryRequestParser.search(body(body), new MultivaluedHashMap<>()));
    }

    private static ProblemCode refused(String body) {
        return ParsedRequest.refused(() -> QueryRequestParser.search(body(body), new MultivaluedHashMap<>()));
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.replace('\'', '"').getBytes(UTF_8));
    }
}
