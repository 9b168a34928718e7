package io.metagate.gateway.request.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ParsedRequest;
import io.metagate.gateway.request.filter.JsonFilterParser;
import io.metagate.policy.request.value.ScalarValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedJsonParserTest {

    private static final UUID UUID_VALUE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Test
    void readsPlainScalars() {
        assertThat(read("'x'")).isEqualTo(new ScalarValue.Text("x"));
        assertThat(read("''")).isEqualTo(new ScalarValue.Text(""));
        assertThat(read("7")).isEqualTo(new ScalarValue.Int(7));
        assertThat(read("-9223372036854775808")).isEqualTo(new ScalarValue.Int(Long.MIN_VALUE));
        assertThat(read("9223372036854775807")).isEqualTo(new ScalarValue.Int(Long.MAX_VALUE));
        assertThat(read("0.5")).isEqualTo(new ScalarValue.Real(0.5));
        assertThat(read("1e3")).isEqualTo(new ScalarValue.Real(1000));
        assertThat(read("true")).isEqualTo(new ScalarValue.Bool(true));
        assertThat(read("false")).isEqualTo(new ScalarValue.Bool(false));
        assertThat(read("null")).isEqualTo(new ScalarValue.Null());
    }

    @Test
    void readsExtendedJson() {
        assertThat(read("{'$oid':'0123456789ABCDEF01234567'}"))
                .isEqualTo(new ScalarValue.ObjectId("0123456789abcdef01234567"));
        assertThat(read("{'$uuid':'00112233-4455-6677-8899-aabbccddeeff'}"))
                .isEqualTo(new ScalarValue.Uuid(UUID_VALUE));
        assertThat(read("{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u/w==','subType':'04'}}"))
                .isEqualTo(new ScalarValue.Uuid(UUID_VALUE));
        assertThat(read("{'$binary':{'subType':'4','base64':'ABEiM0RVZneImaq7zN3u/w=='}}"))
                .isEqualTo(new ScalarValue.Uuid(UUID_VALUE));
        assertThat(read("{'$numberInt':'-7'}")).isEqualTo(new ScalarValue.Int(-7));
        assertThat(read("{'$numberLong':'9223372036854775807'}")).isEqualTo(new ScalarValue.Int(Long.MAX_VALUE));
        assertThat(read("{'$numberDouble':'0.5'}")).isEqualTo(new ScalarValue.Real(0.5));
        assertThat(read("{'$numberDouble':'-Infinity'}")).isEqualTo(new ScalarValue.Real(Double.NEGATIVE_INFINITY));
        assertThat(read("{'$numberDecimal':'1.50'}")).isEqualTo(new ScalarValue.Decimal(new BigDecimal("1.50")));
    }

    @Test
    void readsNumbersAtTheirBounds() {
        assertThat(read("{'$numberInt':'-2147483648'}")).isEqualTo(new ScalarValue.Int(Integer.MIN_VALUE));
        assertThat(read("{'$numberInt':'2147483647'}")).isEqualTo(new ScalarValue.Int(Integer.MAX_VALUE));
        assertThat(read("{'$numberLong':'-9223372036854775808'}")).isEqualTo(new ScalarValue.Int(Long.MIN_VALUE));
        assertThat(read("{'$numberDouble':'1.0E10'}")).isEqualTo(new ScalarValue.Real(1e10));
        assertThat(read("{'$numberDouble':'1e+100'}")).isEqualTo(new ScalarValue.Real(1e100));
        assertThat(read("{'$numberDouble':'-0.0'}")).isEqualTo(new ScalarValue.Real(-0.0));
        assertThat(read("{'$numberDouble':'Infinity'}")).isEqualTo(new ScalarValue.Real(Double.POSITIVE_INFINITY));
        assertThat(read("{'$numberDecimal':'1E-6176'}")).isEqualTo(new ScalarValue.Decimal(new BigDecimal("1E-6176")));
        assertThat(read("{'$numberDecimal':'-0'}")).isEqualTo(new ScalarValue.Decimal(BigDecimal.ZERO, true));
        assertThat(read("{'$numberDecimal':'-0.00'}")).isEqualTo(new ScalarValue.Decimal(new BigDecimal("0.00"), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+6144", "9.999999999999999999999999999999999E+6144", "-1E+6112", "0E+6111", "1E-6176"})
    void readsEveryDecimalThatTheDriverWrites(String written) {
        Decimal128 number = Decimal128.parse(written);

        ScalarValue value = read("{'$numberDecimal':'" + number + "'}");

        assertThat(value).isEqualTo(new ScalarValue.Decimal(number.bigDecimalValue()));
        assertThat(new Decimal128(((ScalarValue.Decimal) value).number())).isEqualTo(number);
    }

    @Test
    void tellsWhereAValueIsOfAnotherFormAndWhichOneIsExpected() {
        LocatedNode filter = ParsedRequest.located("{'a/b':{'$in':[1,{'$date':'2009-04-01'}]}}");

        InvalidPart part = ParsedRequest.part(() -> JsonFilterParser.read(filter));

        assertThat(part.pointer()).isEqualTo("/a~1b/$in/1/$date");
        assertThat(part.expected()).startsWith("a date with time and offset, such as 2009-04-01T00:00:00Z");
    }

    @Test
    void readsDatesInEveryForm() {
        ScalarValue.Date date = new ScalarValue.Date(Instant.parse("2024-02-29T12:00:00.123Z"));

        assertThat(read("{'$date':'2024-02-29T12:00:00.123Z'}")).isEqualTo(date);
        assertThat(read("{'$date':'2024-02-29T14:00:00.123+02:00'}")).isEqualTo(date);
        assertThat(read("{'$date':{'$numberLong':'1709208000123'}}")).isEqualTo(date);
        assertThat(read("{'$date':{'$numberLong':'-1'}}")).isEqualTo(new ScalarValue.Date(Instant.ofEpochMilli(-1)));
    }

    @Test
    void readsDatesToTheMillisecond() {
        assertThat(read("{'$date':'2024-02-29T12:00:00.123456789Z'}"))
                .isEqualTo(new ScalarValue.Date(Instant.parse("2024-02-29T12:00:00.123Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'a':1}",
                "9223372036854775808",
                "1e400",
                "{'$oid':'0123456789abcdef0123456'}",
                "{'$oid':'0123456789abcdef0123456g'}",
                "{'$oid':''}",
                "{'$uuid':'1-1-1-1-1'}",
                "{'$uuid':'100112233-4455-6677-8899-aabbccddeeff'}",
                "{'$uuid':'00112233-4455-6677-8899-aabbccddeefff'}",
                "{'$oid':1}",
                "{'$oid':{'$oid':'0123456789abcdef01234567'}}",
                "{'$oid':'0123456789abcdef01234567','x':1}",
                "{'$uuid':'00112233'}",
                "{'$uuid':null}",
                "{'$binary':'ABEiM0RVZneImaq7zN3u/w=='}",
                "{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u/w==','subType':'00'}}",
                "{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u/w==','subType':'03'}}",
                "{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u/w==','subType':4}}",
                "{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u','subType':'04'}}",
                "{'$binary':{'base64':'?','subType':'04'}}",
                "{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u/w=='}}",
                "{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u/w==','subType':'04','x':1}}",
                "{'$numberInt':7}",
                "{'$numberInt':'7.0'}",
                "{'$numberInt':''}",
                "{'$numberInt':'+5'}",
                "{'$numberInt':'-0'}",
                "{'$numberInt':'05'}",
                "{'$numberInt':' 5'}",
                "{'$numberInt':'5\\n'}",
                "{'$numberInt':'\u0665'}",
                "{'$numberInt':'\uff15'}",
                "{'$numberInt':'2147483648'}",
                "{'$numberInt':'-2147483649'}",
                "{'$numberInt':'9223372036854775807'}",
                "{'$numberLong':'+5'}",
                "{'$numberLong':'00'}",
                "{'$numberLong':'1_000'}",
                "{'$numberLong':'\u0661\u0662'}",
                "{'$numberLong':'99999999999999999999'}",
                "{'$date':{'$numberLong':'+5'}}",
                "{'$date':{'$numberLong':'\u0665'}}",
                "{'$numberDouble':'0x1p3'}",
                "{'$numberDouble':'1d'}",
                "{'$numberDouble':'1f'}",
                "{'$numberDouble':' 1 '}",
                "{'$numberDouble':'+1'}",
                "{'$numberDouble':'1.'}",
                "{'$numberDouble':'.5'}",
                "{'$numberDouble':'01'}",
                "{'$numberDouble':'\u0661'}",
                "{'$numberDouble':'+Infinity'}",
                "{'$numberDouble':'infinity'}",
                "{'$numberDouble':'1e400'}",
                "{'$numberDouble':''}",
                "{'$numberDecimal':''}",
                "{'$numberDecimal':'+1'}",
                "{'$numberDecimal':' 1'}",
                "{'$numberDecimal':'1.'}",
                "{'$numberDecimal':'.1'}",
                "{'$numberDecimal':'\u0661'}",
                "{'$numberDecimal':'1E+6145'}",
                "{'$numberDecimal':'1E-6177'}",
                "{'$numberDecimal':'-Infinity'}",
                "{'$numberLong':'9223372036854775808'}",
                "{'$numberLong':'x'}",
                "{'$numberDouble':'NaN'}",
                "{'$numberDouble':'x'}",
                "{'$numberDouble':0.5}",
                "{'$numberDecimal':'NaN'}",
                "{'$numberDecimal':'Infinity'}",
                "{'$numberDecimal':'1e7000'}",
                "{'$numberDecimal':'1e999999999'}",
                "{'$numberDecimal':'12345678901234567890123456789012345'}",
                "{'$numberDecimal':1.5}",
                "{'$date':'2024-02-30T12:00:00Z'}",
                "{'$date':'2024-02-29'}",
                "{'$date':'2024-02-29T12:00:00'}",
                "{'$date':1709208000123}",
                "{'$date':{'$numberLong':1709208000123}}",
                "{'$date':{'$numberLong':'x'}}",
                "{'$date':{'$numberLong':'1','x':1}}",
                "{'$date':{'$numberInt':'1'}}",
                "{'$date':'+999999999-01-01T00:00:00Z'}",
                "{'$date':'-999999999-01-01T00:00:00Z'}",
                "{'$regularExpression':{'pattern':'x','options':''}}",
            })
    void refusesWhatIsNoScalar(String written) {
        assertThat(ParsedRequest.refused(() -> ExtendedJsonParser.read(ParsedRequest.located(written))))
                .isEqualTo(ProblemCode.FILTER_MALFORMED);
    }

    private static ScalarValue read(String written) {
        return ParsedRequest.accepted(() -> ExtendedJsonParser.read(ParsedRequest.located(written)));
    }
}
