package io.metagate.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.request.filter.JsonFilterParser;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.policy.parser.filter.RowsParser;
import io.metagate.policy.parser.filter.YamlQueryParser;
import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.visitor.PredicateVisitor;
import io.metagate.policy.source.ProblemCollector;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A filter is one, or is none, wherever it is written: in a request, in the rows of a policy, in the test of a policy.
 * What differs is listed here, and nothing else does.
 */
class FilterGrammarTest {

    private static final List<String> PLACES = List.of(
            "{%s}",
            "{'a':{%s}}",
            "{'a':{'$exists':true,%s}}",
            "{'a':{'$not':{%s}}}",
            "{'a':{'$elemMatch':{%s}}}",
            "{'a':{'$elemMatch':{'b':{%s}}}}",
            "{'a':{'$elemMatch':{'$not':{%s}}}}",
            "{'$and':[{%s}]}",
            "{'$or':[{'b':1},{'a':{%s}}]}");

    private static final List<String> OPERANDS = List.of(
            "1",
            "-0.5",
            "'x'",
            "''",
            "true",
            "null",
            "[]",
            "[1]",
            "[1,'x',null]",
            "[[1]]",
            "['x',{}]",
            "{}",
            "{'b':1}",
            "{'b..c':1}",
            "{'$eq':1}",
            "{'$gt':1,'$lt':2}",
            "{'$ne':null,'$nin':[2]}",
            "{'$exists':false}",
            "{'$eq':1,'b':1}",
            "{'b':1,'$eq':1}",
            "[{'b':1}]",
            "[{'b':1},{'c':2}]",
            "[{}]",
            "{'$date':'2026-01-05T09:00:00Z'}",
            "[{'$oid':'0123456789abcdef01234567'}]",
            "'" + "x".repeat(Predicate.StartsWith.MAX_LENGTH) + "'",
            "'" + "x".repeat(Predicate.StartsWith.MAX_LENGTH + 1) + "'",
            numbers(100),
            numbers(101));

    private static final List<String> OF_FOREIGN_NAMES =
            List.of("1", "'x'", "null", "[1]", "{}", "{'b':1}", "{'$eq':1}", "[{'b':1}]");

    /** Every operator of ours, every one of MongoDB's, and some names that are none. */
    static Stream<String> names() {
        return Stream.of(
                        Arrays.stream(FilterOperator.values()).map(FilterOperator::wireName),
                        OperatorNames.all().stream(),
                        Stream.of("$", "$EQ", "eq", "b", "b.$", ""))
                .flatMap(names -> names)
                .distinct();
    }

    @Test
    void knowsTheOperatorsThatAreListed() {
        assertThat(FilterOperator.values())
                .extracting(FilterOperator::wireName)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(OperatorNames.CONNECTIVES.stream(), OperatorNames.TESTS.stream())
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesAnOperatorInAllGrammarsOrInNone(String name) {
        List<String> operands = FilterOperator.of(name).isPresent() ? OPERANDS : OF_FOREIGN_NAMES;
        for (String place : PLACES) {
            for (String operand : operands) {
                String filter = place.formatted("'" + name + "':" + operand);
                if (!(place.contains("'$exists'") && name.equals("$exists"))) {
                    assertAlike(filter);
                }
            }
        }
    }

    @Test
    void takesEachOperatorSomewhere() {
        for (Written grammar : Written.values()) {
            Set<FilterOperator> taken = EnumSet.noneOf(FilterOperator.class);
            for (FilterOperator operator : FilterOperator.values()) {
                PLACES.stream()
                        .flatMap(place -> OPERANDS.stream()
                                .map(operand -> place.formatted("'" + operator.wireName() + "':" + operand)))
                        .filter(grammar::takes)
                        .findFirst()
                        .ifPresent(filter -> taken.add(operator));
            }
            assertThat(taken).as(grammar.name()).containsExactlyInAnyOrder(FilterOperator.values());
        }
    }

    /** Operators are a level of their own in requests alone. */
    @Test
    void countsLevelsAlikeButThoseOfOperators() {
        List<String> wraps = List.of(
                "{'$and':[%s]}", "{'$or':[{'c':1},%s]}", "{'a':{'$elemMatch':%s}}", "{'b':1,'$and':[{'c':1},%s]}");
        for (String wrap : wraps) {
            String filter = "{'a':1}";
            String last = "{'a':{'$eq':1}}";
            for (int levels = 2; levels < 12; levels += 2) {
                assertAlike(filter);
                assertThat(Written.ROWS.takes(filter)).as(filter).isEqualTo(levels <= 6);
                assertThat(Written.ROWS.takes(last)).as(last).isEqualTo(levels <= 6);
                assertThat(Written.REQUEST.takes(last)).as(last).isEqualTo(levels + 1 <= 6);
                filter = wrap.replace("%s", filter);
                last = wrap.replace("%s", last);
            }
        }
        for (int nots = 0; nots < 8; nots++) {
            String filter = "{'a':" + "{'$not':".repeat(nots) + "{'$gt':1}" + "}".repeat(nots) + "}";

            assertThat(Written.ROWS.takes(filter)).as(filter).isEqualTo(2 + nots <= 6);
            assertThat(Written.QUERY.takes(filter)).as(filter).isEqualTo(2 + nots <= 6);
            assertThat(Written.REQUEST.takes(filter)).as(filter).isEqualTo(3 + nots <= 6);
            assertAlike("{'a':{'$elemMatch':" + filter.substring(5) + "}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 21, 31, 32, 62, 63, 64, 65, 66, 200})
    void countsConditionsAlike(int count) {
        String fields =
                IntStream.range(0, count).mapToObj(i -> "'f" + i + "':" + i).collect(Collectors.joining(","));
        String filters = IntStream.range(0, count)
                .mapToObj(i -> "{'a':{'$ne':" + i + "}}")
                .collect(Collectors.joining(","));

        assertAlike("{" + fields + "}");
        assertAlike("{'$or':[" + filters + "]}");
        assertThat(Written.ROWS.takes("{" + fields + "}")).isEqualTo(count <= 63);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "0.1",
                "1E5",
                "1.5e-3",
                "1e400",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "true",
                "null",
                "'null'",
                "'1'",
                "'.inf'",
                "'a: b # c'",
                "'é😀'",
                "{'$date':'2026-01-05T09:00:00.123Z'}",
                "{'$date':'2026-01-05T09:00:00.1239Z'}",
                "{'$date':'1960-01-05T09:00:00.0001Z'}",
                "{'$date':'2026-01-05'}",
                "{'$date':'PLANTED'}",
                "{'$date':5}",
                "{'$date':null}",
                "{'$oid':'0123456789ABCDEF01234567'}",
                "{'$oid':'0123456789abcdef0123456'}",
                "{'$oid':5}",
                "{'$uuid':'00112233-4455-6677-8899-AABBCCDDEEFF'}",
                "{'$uuid':'1-1-1-1-1'}",
                "{'$uuid':'x','$oid':'y'}",
                "{'$date':'2026-01-05T09:00:00Z','$gt':1}",
                "{'$regex':'x'}",
            })
    void readsValuesAlike(String value) {
        for (String operator : List.of("$eq", "$ne", "$gt", "$lte", "$startsWith")) {
            assertAlike("{'a':{'" + operator + "':" + value + "}}");
        }
        assertAlike("{'a':" + value + "}");
        assertAlike("{'a':{'$in':[" + value + "]}}");
        assertAlike("{'a':{'$nin':[1," + value + "]}}");
    }

    /** Authors of policies write three of the typed forms; YAML has numbers of its own. */
    @Test
    void takesThreeTypedFormsInPolicies() {
        List<String> both = List.of(
                "{'$date':'2026-01-05T09:00:00Z'}",
                "{'$oid':'0123456789abcdef01234567'}",
                "{'$uuid':'00112233-4455-6677-8899-aabbccddeeff'}");
        List<String> ofRequests = List.of(
                "{'$numberInt':'1'}",
                "{'$numberLong':'1'}",
                "{'$numberDouble':'1.5'}",
                "{'$numberDecimal':'1.5'}",
                "{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u/w==','subType':'04'}}");

        for (String value : both) {
            assertAlike("{'a':" + value + "}");
            assertThat(Written.ROWS.takes("{'a':{'$in':[" + value + "]}}")).isTrue();
        }
        for (String value : ofRequests) {
            for (String filter : List.of("{'a':" + value + "}", "{'a':{'$gt':" + value + "}}")) {
                assertThat(Written.REQUEST.takes(filter)).as(filter).isTrue();
                assertThat(Written.ROWS.takes(filter)).as(filter).isFalse();
                assertThat(Written.QUERY.takes(filter)).as(filter).isFalse();
            }
        }
    }

    /** A claim stands for values in rows alone; a request's text is a text whatever it looks like. */
    @Test
    void takesClaimsInRowsAlone() {
        for (String operator : List.of("$eq", "$ne", "$in", "$nin", "$gt", "$gte", "$lt", "$lte", "$startsWith")) {
            String filter = "{'a':{'" + operator + "':'${principal.claims.x}'}}";

            assertThat(Written.ROWS.takes(filter)).as(filter).isTrue();
            assertThat(Written.QUERY.takes(filter)).as(filter).isFalse();
            assertThat(Written.REQUEST.takes(filter)).as(filter).isEqualTo(!operator.endsWith("in"));
        }
    }

    private static void assertAlike(String filter) {
        Optional<Predicate> request = Written.request(filter);
        boolean forgotten = filter.contains("{}") || filter.contains("[]");

        // A request may leave out what it has nothing to say of; a policy that does was not meant so.
        Optional<Predicate> expected = request.filter(predicate -> !forgotten).map(FilterGrammarTest::canonical);
        assertThat(Written.query(filter)).as(filter).isEqualTo(expected);
        assertThat(Written.ROWS.takes(filter)).as(filter).isEqualTo(expected.isPresent());
    }

    /** As rows say it: a list of one value is the value, a connective of one part is the part. */
    private static Predicate canonical(Predicate filter) {
        return filter.accept(new PredicateVisitor<>() {
            @Override
            public Predicate and(Predicate.And and) {
                return Predicate.allOf(
                        and.parts().stream().map(FilterGrammarTest::canonical).toList());
            }

            @Override
            public Predicate or(Predicate.Or or) {
                return new Predicate.Or(
                        or.parts().stream().map(FilterGrammarTest::canonical).toList());
            }

            @Override
            public Predicate not(Predicate.Not not) {
                return new Predicate.Not(canonical(not.part()));
            }

            @Override
            public Predicate anyElement(Predicate.AnyElement any) {
                return new Predicate.AnyElement(any.path(), canonical(any.part()));
            }

            @Override
            public Predicate test(Predicate.FieldTest test) {
                return test instanceof Predicate.In in && in.values().size() == 1
                        ? new Predicate.Compare(
                                in.path(), Predicate.Relation.EQUAL, in.values().get(0))
                        : test;
            }
        });
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }

    /** Where filters are written. */
    private enum Written {
        REQUEST,
        QUERY,
        ROWS;

        boolean takes(String filter) {
            return switch (this) {
                case REQUEST -> request(filter).isPresent();
                case QUERY -> query(filter).isPresent();
                case ROWS -> rows(filter);
            };
        }

        static Optional<Predicate> request(String filter) {
            try {
                return Optional.of(
                        JsonFilterParser.read(ParsedRequest.located(filter)).predicate());
            } catch (BadRequest e) {
                return Optional.empty();
            }
        }

        /** JSON is YAML as well. */
        static Optional<Predicate> query(String filter) {
            try {
                return Optional.of(
                        YamlQueryParser.read(yaml("{'filter': " + filter + "}")).filter());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static String yaml(String json) {
            return json.replace('\'', '"');
        }

        static boolean rows(String filter) {
            ProblemCollector problems = new ProblemCollector();
            return problems.attempt(() -> new RowsParser(problems).read(YamlQueryParser.composed(yaml(filter))))
                            .isPresent()
                    && problems.sorted().isEmpty();
        }
    }
}
