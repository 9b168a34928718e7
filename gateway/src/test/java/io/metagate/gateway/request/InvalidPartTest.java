package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.problem.InvalidPart;
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
                "{'filtre':{}}|/filtre",
                "{'filter':'PLANTED'}|/filter",
                "{'filter':{'$where':'PLANTED'}}|/filter/$where",
                "{'filter':{'a':{'$regex':'PLANTED'}}}|/filter/a/$regex",
                "{'filter':{'a':{'b':'PLANTED'}}}|/filter/a/b",
                "{'filter':{'a':{}}}|/filter/a",
                "{'filter':{'a..b':'PLANTED'}}|/filter/a..b",
                "{'filter':{'$or':[{'a':1},{'b':{'$in':'PLANTED'}}]}}|/filter/$or/1/b/$in",
                "{'filter':{'a':{'$in':[1,{'$oid':'PLANTED'}]}}}|/filter/a/$in/1/$oid",
                "{'filter':{'a':{'$gt':null}}}|/filter/a/$gt",
                "{'filter':{'a':{'$exists':'PLANTED'}}}|/filter/a/$exists",
                "{'filter':{'a':{'$elemMatch':['PLANTED']}}}|/filter/a/$elemMatch",
                "{'filter':{'a':{'$elemMatch':{'$exists':true}}}}|/filter/a/$elemMatch/$exists",
                "{'filter':{'a':{'$date':'2009-04-01'}}}|/filter/a/$date",
                "{'filter':{'a':{'$date':{'$numberLong':'+5'}}}}|/filter/a/$date",
                "{'filter':{'a':{'$uuid':'PLANTED'}}}|/filter/a/$uuid",
                "{'filter':{'a':['PLANTED']}}|/filter/a",
                "{'filter':{'a':1,'a':2}}|/filter/a",
                "{'filter':{'a':PLANTED}}|/filter/a",
                "{'fields':'PLANTED'}|/fields",
                "{'fields':[]}|/fields",
                "{'fields':['a',1]}|/fields/1",
                "{'fields':['a..b']}|/fields",
                "{'sort':['a','-a']}|/sort",
                "{'limit':'PLANTED'}|/limit",
                "{'limit':1001}|/limit",
                "{'cursor':5}|/cursor",
            })
    void namesTheMemberOfASearchThatIsWrong(String body, String pointer) {
        InvalidPart part = Reading.part(() -> QueryReader.search(body(body), new MultivaluedHashMap<>()));

        assertThat(part.pointer()).isEqualTo(pointer);
        assertThat(part.expected()).isNotEmpty();
        assertThat(part.toString()).doesNotContain(PLANTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'_id':{'$oid':'PLANTED'}}|/_id/$oid",
                "{'_id':'..'}|/_id",
                "{'a':{'b':[1,{'$numberInt':'PLANTED'}]}}|/a/b/1/$numberInt",
                "{'a':{'b.c':'PLANTED'}}|/a",
            })
    void namesTheMemberOfARecordThatIsWrong(String body, String pointer) {
        InvalidPart part = Reading.part(() -> ContentReader.record(body(body)));

        assertThat(part.pointer()).isEqualTo(pointer);
        assertThat(part.expected()).isNotEmpty();
        assertThat(part.toString()).doesNotContain(PLANTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'collection':5}|/collection",
                "{'collection':'c','action':'PLANTED'}|/action",
                "{'collection':'c','as':'PLANTED'}|/as",
                "{'collection':'c','as':{'name':'PLANTED'}}|/as/name",
                "{'collection':'c','as':{'claims':['PLANTED']}}|/as/claims",
            })
    void namesTheMemberOfAnExplanationThatIsWrong(String body, String pointer) {
        InvalidPart part = Reading.part(() -> ExplainReader.read(body(body)));

        assertThat(part.pointer()).isEqualTo(pointer);
        assertThat(part.expected()).isNotEmpty();
        assertThat(part.toString()).doesNotContain(PLANTED);
    }

    @Test
    void namesTheMemberOfTokensThatIsWrong() {
        assertThat(Reading.part(() -> RevealReader.read(body("{'field':'a','tokens':['x','x']}")))
                        .pointer())
                .isEqualTo("/tokens");
        assertThat(Reading.part(() -> RevealReader.read(body("{'tokens':['x']}")))
                        .expected())
                .contains("field");
    }

    @ParameterizedTest
    @CsvSource({"fields,a..b", "fields,''", "sort,a..b", "limit,0", "limit,\u0663", "limit,+3", "limit,1001", "filter,x"
    })
    void namesTheParameterThatIsWrong(String name, String value) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.add(name, value);

        InvalidPart part = Reading.part(() -> QueryReader.list(parameters));

        assertThat(part.parameter()).isEqualTo(name);
        assertThat(part.expected()).isNotEmpty();
    }

    @Test
    void namesTheHeaderThatIsWrong() {
        assertThat(Reading.part(() -> EntityTagList.read(HttpHeaders.IF_MATCH, List.of(PLANTED)))
                        .header())
                .isEqualTo("If-Match");
        assertThat(Reading.part(() -> IdempotencyKey.read(List.of("a b"))).header())
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void repeatsNoNameThatIsVeryLong() {
        String name = "x".repeat(600);

        InvalidPart part =
                Reading.part(() -> QueryReader.search(body("{'" + name + "':1}"), new MultivaluedHashMap<>()));

        assertThat(part.pointer()).isEmpty();
    }

    private static InputStream body(String written) {
        return new ByteArrayInputStream(
                written.replace('\'', '"').replace("PLANTED", PLANTED).getBytes(UTF_8));
    }
}
