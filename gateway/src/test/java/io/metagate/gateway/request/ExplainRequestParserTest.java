package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainRequestParserTest {

    @Test
    void readsEveryMember() {
        ExplainRequest request =
                ParsedRequest.accepted(() -> ExplainRequestParser.read(body("{'collection':'accounts','action':'read',"
                        + "'filter':{'a':1},'fields':['b'],'sort':['-a'],'as':{'subject':'s','client':'c','roles':['r'],"
                        + "'claims':{'regions':['eu','us'],'level':3}}}")));
        assertThat(request.collection()).isEqualTo("accounts");
        assertThat(request.action()).isEqualTo(Action.READ);
        assertThat(request.query().fields()).contains(List.of(FieldPath.of("b")));
        assertThat(request.query().sort()).containsExactly(new SortKey(FieldPath.of("a"), true));
        assertThat(request.as()).hasValueSatisfying(principal -> {
            assertThat(principal.subject()).isEqualTo("s");
            assertThat(principal.client()).isEqualTo("c");
            assertThat(principal.roles()).containsExactly("r");
            assertThat(principal.claim("regions"))
                    .containsExactly(new ScalarValue.Text("eu"), new ScalarValue.Text("us"));
            assertThat(principal.claim("level")).containsExactly(new ScalarValue.Int(3));
        });
    }

    @Test
    void readsWhatIsAbsentAsASearchOfTheCallerItself() {
        ExplainRequest request =
                ParsedRequest.accepted(() -> ExplainRequestParser.read(body("{'collection':'accounts'}")));
        assertThat(request.action()).isEqualTo(Action.SEARCH);
        assertThat(request.as()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'limit':1", "'cursor':'x'", "'as':{'role':'r'}", "'as':{'issuer':'i'}"})
    void refusesOtherMembers(String member) {
        assertThat(refused("{'collection':'accounts'," + member + "}")).isEqualTo(ProblemCode.REQUEST_UNKNOWN_MEMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'collection':7}",
                "{'collection':'a','action':'look'}",
                "{'collection':'a','as':'root'}",
                "{'collection':'a','as':{'subject':' '}}",
                "{'collection':'a','as':{'roles':'r'}}",
                "{'collection':'a','as':{'claims':[]}}"
            })
    void refusesOtherValues(String body) {
        assertThat(refused(body)).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE);
    }

    private static ProblemCode refused(String body) {
        return ParsedRequest.refused(() -> ExplainRequestParser.read(body(body)));
    }

    private static InputStream body(String json) {
        return new ByteArrayInputStream(json.replace('\'', '"').getBytes(UTF_8));
    }
}
