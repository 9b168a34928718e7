package io.metagate.policy.parser.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.SortKey;
import org.junit.jupiter.api.Test;

class YamlQueryParserTest {

    @Test
    void readsJson() {
        assertThat(YamlQueryParser.read("{\"sort\": [\"-createdAt\"]}").sort())
                .containsExactly(new SortKey(FieldPath.of("createdAt"), true));
    }

    @Test
    void refusesWhatIsNoQuery() {
        assertRefused("", "a query is missing");
        assertRefused("{filter", "not JSON");
        assertRefused("filter: \"\\u", "an escape or a tag is malformed");
        assertRefused("!btype%e", "not JSON");
        assertRefused("!a%20 x", "not JSON");
        assertRefused("{a: 1} --- {b: 1}", "not JSON");
        assertRefused("[]", "expected");
        assertRefused("{nonsense: 1}", "unknown key");
    }

    @Test
    void refusesWhatIsTooDeepForTheStack() {
        assertRefused("{filter: " + "[".repeat(100_000), "more than 50 lists and mappings in each other");
    }

    private static void assertRefused(String query, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlQueryParser.read(query))
                .withMessageContaining(why);
    }
}
