package io.metagate.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentsTest {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final int LONG = 60_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "acc-1",
                "a%20b",
                "z%C3%BCrich",
                "a:b@c=e,f",
                "a%3Bb",
                "a%2Fb",
                "%40",
                "@",
                "a..b",
                "...",
                "%252E",
                "a%2F..%2Fb"
            })
    void takesTheOneSpellingOfAName(String segment) {
        assertThat(PathSegments.isOne(segment)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "*?", "/", "a b", "a\"b", "%", "%2", "%zz", "%FF", "%C0%AF", "%00", "a%0Ab", "%C2%85", "zürich",
                "a?b", "a;b=c", "a#b", "a\\b", "%2f", "%c3%bc", "%C3%bc", ".", "..", "%2E%2E", ".%2E", "a%2E"
            })
    void refusesOthers(String segment) {
        assertThat(PathSegments.isOne(segment)).isFalse();
    }

    @Test
    void refusesEachCharacterThatIsEncodedForNothingAndTakesEachOther() {
        for (char c = 0x20; c < 0x7F; c++) {
            String encoded = String.format("a%%%02X", (int) c);
            assertThat(PathSegments.isOne(encoded)).as(encoded).isEqualTo(UNRESERVED.indexOf(c) < 0);
        }
    }

    @Test
    void readsNamesOfAnyLength() {
        assertThat(PathSegments.isOne("a".repeat(LONG))).isTrue();
        assertThat(PathSegments.isOne("%20".repeat(LONG))).isTrue();
        assertThat(PathSegments.isOne("a%20".repeat(LONG) + " ")).isFalse();
        assertThat(PathSegments.of("/".repeat(LONG))).hasSize(LONG + 1);
    }
}
