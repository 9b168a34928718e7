package io.metagate.gateway.request.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.json.BadRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagListTest {

    @Test
    void readsTagsInOneHeaderOrInSeveral() throws Exception {
        for (List<String> values : List.of(
                List.of("\"a\", W/\"b\",\"c,d\""),
                List.of(",\"a\",, W/\"b\" ,\t,\"c,d\","),
                List.of("\"a\"", "", "W/\"b\",\"c,d\"", " "),
                List.of("\"a\"", " W/\"b\" ", "\"c,d\""),
                List.of("\"a\",W/\"b\"", "\"c,d\""))) {
            EntityTagList list = EntityTagList.read("If-Match", values).orElseThrow();

            assertThat(list.any()).isFalse();
            assertThat(list.strong()).containsExactlyInAnyOrder("\"a\"", "\"c,d\"");
            assertThat(list.all()).containsExactlyInAnyOrder("\"a\"", "\"b\"", "\"c,d\"");
        }
        assertThat(EntityTagList.read("If-Match", List.of())).isEmpty();
    }

    @Test
    void comparesAsRfc9110Says() throws Exception {
        EntityTagList weak = EntityTagList.read("If-Match", List.of("W/\"a\"")).orElseThrow();
        EntityTagList any = EntityTagList.read("If-Match", List.of(" * ")).orElseThrow();

        assertThat(weak.names("\"a\"")).isTrue();
        assertThat(weak.namesExactly("\"a\"")).isFalse();
        assertThat(weak.names("\"b\"")).isFalse();
        assertThat(any.names("\"b\"")).isTrue();
        assertThat(any.namesExactly("\"b\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "\"a",
                "a\"",
                "\"a\" \"b\"",
                ",",
                " , ,\t",
                "\"a\",*",
                "w/\"a\"",
                "W/a",
                "*,\"a\"",
                "**",
                "\"a b\"",
                "\"\u00e4\""
            })
    void refusesWhatIsNoListOfTags(String value) {
        assertRefused(value);
    }

    @Test
    void refusesAListThatIsTooLong() throws Exception {
        assertRefused("\"" + "x".repeat(4095) + "\"");
        assertThat(EntityTagList.read("If-Match", List.of("\"" + "x".repeat(4094) + "\"")))
                .isPresent();
    }

    private static void assertRefused(String value) {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> EntityTagList.read("If-Match", List.of(value)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ProblemCode.REQUEST_INVALID_VALUE));
    }
}
