package io.metagate.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

    @Test
    void decodesUtf8() {
        assertThat(PercentEncoding.decoded("/v1/a")).contains("/v1/a");
        assertThat(PercentEncoding.decoded("z%C3%BCrich%20%f0%9F%98%80")).contains("zürich \uD83D\uDE00");
        assertThat(PercentEncoding.decoded("%2F%2f%25%00")).contains("//%\u0000");
        assertThat(PercentEncoding.decoded("a+b")).contains("a+b");
        assertThat(PercentEncoding.decoded("%2525")).contains("%25");
        assertThat(PercentEncoding.decoded("")).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%FF",
                "%C3",
                "%C3(",
                "%C0%AF",
                "%E0%80%AF",
                "%ED%A0%80",
                "%F4%90%80%80",
                "%F8%88%80%80%80",
                "a%80b",
            })
    void refusesBytesThatAreNotUtf8(String encoded) {
        assertThat(PercentEncoding.decoded(encoded)).isEmpty();
    }
}
