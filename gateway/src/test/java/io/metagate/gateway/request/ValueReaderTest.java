package io.metagate.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.request.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReaderTest {

    private static final UUID UUID_VALUE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Test
    void readsPlainScalars() {
        assertThat(read("'x'")).isEqualTo(new Value.Text("x"));
        assertThat(read("''")).isEqualTo(new Value.Text(""));
        assertThat(read("7")).isEqualTo(new Value.Int(7));
        assertThat(read("-9223372036854775808")).isEqualTo(new Value.Int(Long.MIN_VALUE));
        assertThat(read("9223372036854775807")).isEqualTo(new Value.Int(Long.MAX_VALUE));
        assertThat(read("0.5")).isEqualTo(new Value.Real(0.5));
        assertThat(read("1e3")).isEqualTo(new Value.Real(1000));
        assertThat(read("true")).isEqualTo(new Value.Bool(true));
        assertThat(read("false")).isEqualTo(new Value.Bool(false));
        assertThat(read("null")).isEqualTo(new Value.Null());
    }

    @Test
    void readsExtendedJson() {
        assertThat(read("{'$oid':'0123456789ABCDEF01234567'}"))
                .isEqualTo(new Value.ObjectId("0123456789abcdef01234567"));
        assertThat(read("{'$uuid':'00112233-4455-6677-8899-aabbccddeeff'}")).isEqualTo(new Value.Uuid(UUID_VALUE));
        assertThat(read("{'$binary':{'base64':'ABEiM0RVZneImaq7zN3u/w==','subType':'04'}}"))
                .isEqualTo(new Value.Uuid(UUID_VALUE));
        assertThat(read("{'$binary':{'subType':'4','base64':'ABEiM0RVZneImaq7zN3u/w=='}}"))
                .isEqualTo(new Value.Uuid(UUID_VALUE));
        assertThat(read("{'$numberInt':'-7'}")).isEqualTo(new Value.Int(-7));
        assertThat(read("{'$numberLong':'9223372036854775807'}")).isEqualTo(new Value.Int(Long.MAX_VALUE));
        assertThat(read("{'$numberDouble':'0.5'}")).isEqualTo(new Value.Real(0.5));
        assertThat(read("{'$numberDouble':'-Infinity'}")).isEqualTo(new Value.Real(Double.NEGATIVE_INFINITY));
        assertThat(read("{'$numberDecimal':'1.50'}")).isEqualTo(new Value.Decimal(new BigDecimal("1.50")));
    }

    @Test
    void readsDatesInEveryForm() {
        Value.Date date = new Value.Date(Instant.parse("2024-02-29T12:00:00.123Z"));

        assertThat(read("{'$date':'2024-02-29T12:00:00.123Z'}")).isEqualTo(date);
        assertThat(read("{'$date':'2024-02-29T14:00:00.123+02:00'}")).isEqualTo(date);
        assertThat(read("{'$date':{'$numberLong':'1709208000123'}}")).isEqualTo(date);
        assertThat(read("{'$date':{'$numberLong':'-1'}}")).isEqualTo(new Value.Date(Instant.ofEpochMilli(-1)));
    }

    @Test
    void readsDatesToTheMillisecond() {
        assertThat(read("{'$date':'2024-02-29T12:00:00.123456789Z'}"))
                .isEqualTo(new Value.Date(Instant.parse("2024-02-29T12:00:00.123Z")));
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
        assertThat(Reading.refused(() -> ValueReader.read(Reading.json(written))))
                .isEqualTo(ProblemCode.FILTER_MALFORMED);
    }

    private static Value read(String written) {
        return Reading.accepted(() -> ValueReader.read(Reading.json(written)));
    }
}
