package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.RevealRequestParser.TokenList;
import io.metagate.policy.path.FieldPath;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevealRequestParserTest {

    @Test
    void readsTheFieldAndTheTokensInTheirOrder() {
        TokenList asked = ParsedRequest.accepted(
                () -> RevealRequestParser.read(body("{'field':'a.b','tokens':['t1_y','','t1_x']}")));

        assertThat(asked.field()).isEqualTo(FieldPath.of("a.b"));
        assertThat(asked.tokens()).isEqualTo(List.of("t1_y", "", "t1_x"));
        assertThat(asked).hasToString("TokenList[3]");
    }

    @Test
    void readsUpToAHundredTokens() {
        assertThat(ParsedRequest.accepted(() -> RevealRequestParser.read(body(withTokens(100))))
                        .tokens())
                .hasSize(100);
        assertThat(refused(withTokens(101))).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'field':'a'}",
                "{'tokens':['t']}",
                "{'field':null,'tokens':['t']}",
                "{'field':'a','tokens':null}",
                "{'field':7,'tokens':['t']}",
                "{'field':['a'],'tokens':['t']}",
                "{'field':'','tokens':['t']}",
                "{'field':'a..b','tokens':['t']}",
                "{'field':'$a','tokens':['t']}",
                "{'field':'a','tokens':'t'}",
                "{'field':'a','tokens':{'0':'t'}}",
                "{'field':'a','tokens':[]}",
                "{'field':'a','tokens':[7]}",
                "{'field':'a','tokens':[null]}",
                "{'field':'a','tokens':[['t']]}",
                "{'field':'a','tokens':['t','u','t']}"
            })
    void refusesOtherValues(String body) {
        assertThat(refused(body)).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    @Test
    void refusesOtherMembersAndRepeatedOnes() {
        assertThat(refused("{'field':'a','tokens':['t'],'as':{}}")).isEqualTo(ProblemCode.REQUEST_UNKNOWN_MEMBER);
        assertThat(refused("{'field':'a','tokens':['t'],'field':'b'}")).isEqualTo(ProblemCode.REQUEST_DUPLICATE_KEY);
        assertThat(refused("['t']")).isEqualTo(ProblemCode.REQUEST_MALFORMED);
    }

    private static String withTokens(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "'t1_" + n + "'")
                .collect(Collectors.joining(",", "{'field':'a','tokens':[", "]}"));
    }

    private static ProblemCode refused(String body) {
        return ParsedRequest.refused(() -> RevealRequestParser.read(body(body)));
    }

    private static InputStream body(String json) {
        return new ByteArrayInputStream(json.replace('\'', '"').getBytes(UTF_8));
    }
}
