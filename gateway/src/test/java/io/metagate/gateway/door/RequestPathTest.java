package io.metagate.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    private static final int LONG = 60_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/v1/collections/accounts/records/acc-1",
                "/a%20b/",
                "/z%C3%BCrich",
                "/a:b@c=e,f",
                "/a%3Bb"
            })
    void readsPathsOfTheStandard(String path) {
        assertThat(RequestPath.isReadable(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "*", "v1", "/a b", "/a\"b", "/%", "/%2", "/%zz", "/%FF", "/%00", "/a%0Ab", "/zürich", "/a?b",
                "/a;b=c"
            })
    void refusesOtherPaths(String path) {
        assertThat(RequestPath.isReadable(path)).isFalse();
    }

    @Test
    void readsPathsOfAnyLength() {
        assertThat(RequestPath.isReadable("/" + "a".repeat(LONG))).isTrue();
        assertThat(RequestPath.isReadable("/".repeat(LONG))).isTrue();
        assertThat(RequestPath.isReadable("/" + "%20".repeat(LONG))).isTrue();
        assertThat(RequestPath.isReadable("/" + "a".repeat(LONG) + " ")).isFalse();
    }
}
