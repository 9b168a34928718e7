package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.gateway.request.header.IdempotencyKey;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.policy.catalogue.Collection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidPartTest {

    private static final String PLANTED = "jane.roe@acme.example";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEARCH|{'filtre':{}}|/filtre",
                "SEARCH|{'filter':'PLANTED'}|/filter",
                "SEARCH|{'filter':{'$where':'PLANTED'}}|/filter/$where",
                "SEARCH|{'filter':{'a':{'$regex':'PLANTED'}}}|/filter/a/$regex",
                "SEARCH|{'filter':{'a':{'b':'PLANTED'}}}|/filter/a/b",
                "SEARCH|{'filter':{'a':{}}}|/filter/a",
                "SEARCH|{'filter':{'a..b':'PLANTED'}}|/filter/a..b",
                "SEARCH|{'filter':{'$or':[{'a':1},{'b':{'$in':'PLANTED'}}]}}|/filter/$or/1/b/$in",
                "SEARCH|{'filter':{'a':{'$in':[1,{'$oid':'PLANTED'}]}}}|/filter/a/$in/1/$oid",
                "SEARCH|{'filter':{'a':{'$gt':null}}}|/filter/a/$gt",
                "SEARCH|{'filter':{'a':{'$exists':'PLANTED'}}}|/filter/a/$exists",
                "SEARCH|{'filter':{'a':{'$elemMatch':['PLANTED']}}}|/filter/a/$elemMatch",
                "SEARCH|{'filter':{'a':{'$elemMatch':{'$exists':true}}}}|/filter/a/$elemMatch/$exists",
                "SEARCH|{'filter':{'a':{'$date':'2009-04-01'}}}|/filter/a/$date",
                "SEARCH|{'filter':{'a':{'$date':{'$numberLong':'+5'}}}}|/filter/a/$date",
                "SEARCH|{'filter':{'a':{'$uuid':'PLANTED'}}}|/filter/a/$uuid",
                "SEARCH|{'filter':{'a':['PLANTED']}}|/filter/a",
                "SEARCH|{'filter':{'a':1,'a':2}}|/filter/a",
                "SEARCH|{'filter':{'a':PLANTED}}|/filter/a",
                "SEARCH|{'fields':'PLANTED'}|/fields",
                "SEARCH|{'fields':[]}|/fields",
                "SEARCH|{'fields':['a',1]}|/fields/1",
                "SEARCH|{'fields':['a..b']}|/fields",
                "SEARCH|{'sort':['a','-a']}|/sort",
                "SEARCH|{'limit':'PLANTED'}|/limit",
                "SEARCH|{'limit':1001}|/limit",
                "SEARCH|{'cursor':5}|/cursor",
                "RECORD|{'_id':{'$oid':'PLANTED'}}|/_id/$oid",
                "RECORD|{'_id':'..'}|/_id",
                "RECORD|{'a':{'b':[1,{'$numberInt':'PLANTED'}]}}|/a/b/1/$numberInt",
                "RECORD|{'a':{'b.c':'PLANTED'}}|/a",
                "EXPLANATION|{'collection':5}|/collection",
                "EXPLANATION|{'collection':'c','action':'PLANTED'}|/action",
                "EXPLANATION|{'collection':'c','as':'PLANTED'}|/as",
                "EXPLANATION|{'collection':'c','as':{'name':'PLANTED'}}|/as/name",
                "EXPLANATION|{'collection':'c','as':{'claims':['PLANTED']}}|/as/claims",
                "TOKENS|{'field':'a','tokens':['x','x']}|/tokens",
                "COUNT|{'filter':{'$where':'PLANTED'}}|/filter/$where",
                "COUNT|{'by':['PLANTED']}|/by",
                "SEARCH_OF_TYPES|{'filter':{'number':'PLANTED'}}|/filter/number",
                "SEARCH_OF_TYPES|{'filter':{'text':'x','number':{'$gt':1,'$lt':'PLANTED'}}}|/filter/number/$lt",
                "SEARCH_OF_TYPES|{'filter':{'number':{'$in':[1,2,'PLANTED']}}}|/filter/number/$in/2",
                "SEARCH_OF_TYPES|{'filter':{'number':{'$nin':[null,'PLANTED']}}}|/filter/number/$nin/1",
                "SEARCH_OF_TYPES|{'filter':{'number':{'$ne':'PLANTED'}}}|/filter/number/$ne",
                "SEARCH_OF_TYPES|{'filter':{'number':{'$not':{'$gte':'PLANTED'}}}}|/filter/number/$not/$gte",
                "SEARCH_OF_TYPES|{'filter':{'number':{'$elemMatch':{'$eq':'PLANTED'}}}}|/filter/number/$elemMatch/$eq",
                "SEARCH_OF_TYPES|{'filter':{'owner':{'$elemMatch':{'size':'PLANTED'}}}}|/filter/owner/$elemMatch/size",
                "SEARCH_OF_TYPES|{'filter':{'number':{'$startsWith':'PLANTED'}}}|/filter/number/$startsWith",
                "SEARCH_OF_TYPES|{'filter':{'time':{'$gt':'2009-04-01'}}}|/filter/time/$gt",
                "SEARCH_OF_TYPES|{'filter':{'flag':'PLANTED'}}|/filter/flag",
                "SEARCH_OF_TYPES|{'filter':{'text':true}}|/filter/text",
                "SEARCH_OF_TYPES|{'filter':{'_id':{'$oid':'0123456789abcdef01234567'}}}|/filter/_id",
                "SEARCH_OF_TYPES|{'filter':{'$or':[{'text':'PLANTED'},{'$and':[{'owner.size':'PLANTED'}]}]}}|/filter/$or/1/$and/0/owner.size",
                "COUNT_OF_TYPES|{'filter':{'number':'PLANTED'},'by':'text'}|/filter/number",
            })
    void namesTheMemberThatIsWrong(Source source, String body, String pointer) {
        InvalidPart part = source.part(body);

        assertThat(part.pointer()).isEqualTo(pointer);
        assertThat(part.expected()).isNotEmpty();
        assertThat(part.toString()).doesNotContain(PLANTED);
    }

    /** Whose members are read. */
    private enum Source {
        SEARCH,
        COUNT,
        RECORD,
        EXPLANATION,
        TOKENS,
        /** Is of the documented form, and then compares fields of things with values of other types. */
        SEARCH_OF_TYPES,
        COUNT_OF_TYPES;

        InvalidPart part(String written) {
            return ParsedRequest.part(() -> read(body(written)));
        }

        private Object read(InputStream body) throws BadRequest {
            return switch (this) {
                case SEARCH -> QueryRequestParser.search(body, new MultivaluedHashMap<>());
                case COUNT -> QueryRequestParser.count(body, new MultivaluedHashMap<>());
                case RECORD -> ContentParser.record(body);
                case EXPLANATION -> ExplainRequestParser.read(body);
                case TOKENS -> RevealRequestParser.read(body);
                case SEARCH_OF_TYPES ->
                    ofTypes(QueryRequestParser.search(body, new MultivaluedHashMap<>())
                            .filter());
                case COUNT_OF_TYPES ->
                    ofTypes(QueryRequestParser.count(body, new MultivaluedHashMap<>())
                            .filter());
            };
        }

        private static Object ofTypes(LocatedFilter filter) throws BadRequest {
            Collection things = ThingsPolicies.POLICIES
                    .catalogue()
                    .collection(ThingsPolicies.COLLECTION)
                    .orElseThrow();
            throw new BadRequest(ProblemCode.FILTER_WRONG_TYPE, filter.mistyped(things));
        }
    }

    /** A list of values may hold tokens of values of any type, which are not what is wrong where something else is. */
    @Test
    void namesAnotherValueThanATokenWhereThereIsOne() {
        String token = "t1_" + "x".repeat(30);
        assertThat(Source.SEARCH_OF_TYPES
                        .part("{'filter':{'number':{'$in':['" + token + "',true]}}}")
                        .pointer())
                .isEqualTo("/filter/number/$in/1");
        assertThat(Source.SEARCH_OF_TYPES
                        .part("{'filter':{'number':{'$in':[1,'" + token + "']}}}")
                        .pointer())
                .isEqualTo("/filter/number/$in/1");
    }

    @Test
    void saysWhichMemberIsMissing() {
        assertThat(ParsedRequest.part(() -> RevealRequestParser.read(body("{'tokens':['x']}")))
                        .expected())
                .contains("field");
    }

    @ParameterizedTest
    @CsvSource({"fields,a..b", "fields,''", "sort,a..b", "limit,0", "limit,\u0663", "limit,+3", "limit,1001", "filter,x"
    })
    void namesTheParameterThatIsWrong(String name, String value) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.add(name, value);

        InvalidPart part = ParsedRequest.part(() -> QueryRequestParser.list(parameters));

        assertThat(part.parameter()).isEqualTo(name);
        assertThat(part.expected()).isNotEmpty();
    }

    @Test
    void namesTheHeaderThatIsWrong() {
        assertThat(ParsedRequest.part(() -> EntityTagList.read(HttpHeaders.IF_MATCH, List.of(PLANTED)))
                        .header())
                .isEqualTo("If-Match");
        assertThat(ParsedRequest.part(() -> IdempotencyKey.read(List.of("a b"))).header())
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void repeatsNoNameThatIsVeryLong() {
        String name = "x".repeat(600);

        InvalidPart part = ParsedRequest.part(
                () -> QueryRequestParser.search(body("{'" + name + "':1}"), new MultivaluedHashMap<>()));

        assertThat(part.pointer()).isEmpty();
    }

    private static InputStream body(String written) {
        return new ByteArrayInputStream(
                written.replace('\'', '"').replace("PLANTED", PLANTED).getBytes(UTF_8));
    }
}
