package io.metagate.gateway.request.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ParsedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void takesABodyOfTheLargestSizeAndNoneThatIsLarger() {
        assertThat(read("{\"a\":1}" + " ".repeat(65_536 - 7)).get("a").intValue())
                .isEqualTo(1);
        assertThat(refused("{\"a\":1}" + " ".repeat(65_537 - 7))).isEqualTo(ProblemCode.BODY_TOO_LARGE);
    }

    @Test
    void readsNoMoreThanItNeedsOfABodyThatIsTooLarge() {
        CountingStream endless = new CountingStream();

        assertThat(ParsedRequest.refused(() -> JsonBody.read(endless))).isEqualTo(ProblemCode.BODY_TOO_LARGE);
        assertThat(endless.given).isLessThanOrEqualTo(65_537);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"a\":null}",
                "{\"f\":{\"a\":1,\"a\":2}}",
                "{\"f\":[{\"g\":{\"a\":1,\"\\u0061\":2}}]}",
            })
    void refusesAKeyThatStandsTwiceAtAnyDepth(String body) {
        assertThat(refused(body)).isEqualTo(ProblemCode.REQUEST_DUPLICATE_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "null",
                "\"{}\"",
                "{",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{\"a\":1},",
                "{\"a\":1} x",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":1}//",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
            })
    void refusesWhatIsNotOneObjectOfJson(String body) {
        assertThat(refused(body)).isEqualTo(ProblemCode.REQUEST_MALFORMED);
    }

    @Test
    void refusesWhatIsBuiltToWearTheReaderOut() {
        assertThat(refused("{\"a\":" + "[".repeat(60_000))).isEqualTo(ProblemCode.REQUEST_MALFORMED);
        assertThat(refused("{\"a\":".repeat(33) + "1" + "}".repeat(33))).isEqualTo(ProblemCode.REQUEST_MALFORMED);
        assertThat(refused("{\"a\":" + "9".repeat(65) + "}")).isEqualTo(ProblemCode.REQUEST_MALFORMED);
        assertThat(refused("{\"a\":1." + "9".repeat(60_000) + "}")).isEqualTo(ProblemCode.REQUEST_MALFORMED);
        assertThat(refused("{\"" + "a".repeat(60_000) + "\":1}")).isEqualTo(ProblemCode.REQUEST_MALFORMED);
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] bytes = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};

        assertThat(ParsedRequest.refused(() -> JsonBody.read(new ByteArrayInputStream(bytes))))
                .isEqualTo(ProblemCode.REQUEST_MALFORMED);
    }

    @Test
    void refusesABodyThatBreaksOff() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertThat(ParsedRequest.refused(() -> JsonBody.read(broken))).isEqualTo(ProblemCode.REQUEST_MALFORMED);
    }

    private static JsonNode read(String body) {
        return ParsedRequest.accepted(() ->
                JsonBody.read(new ByteArrayInputStream(body.getBytes(UTF_8))).node());
    }

    private static ProblemCode refused(String body) {
        return ParsedRequest.refused(() -> JsonBody.read(new ByteArrayInputStream(body.getBytes(UTF_8))));
    }

    private static final class CountingStream extends InputStream {

        private long given;

        @Override
        public int read() {
            given++;
            return ' ';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            given += length;
            java.util.Arrays.fill(bytes, offset, offset + length, (byte) ' ');
            return length;
        }
    }
}
