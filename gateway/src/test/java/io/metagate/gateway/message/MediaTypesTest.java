package io.metagate.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

    private static final int LONG = 60_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",,",
                "*",
                "*/*",
                "text/*",
                "application/json",
                "application/json, text/*;q=0.5,",
                "a/b;q=0",
                "a/b;q=1",
                "a/b;q=0.",
                "a/b;q=0.123",
                "a/b;q=1.",
                "a/b;q=1.000",
                "a/b ; Q=0.5",
                "a/b;level=1;q=0.5",
                "a/b;q=0.5;ext=1",
                "a/b;x=\"a;b\"",
                "*;q=0.5"
            })
    void readsMediaRangesAndWeights(String accept) {
        assertThat(MediaTypes.areMediaRanges(List.of(accept))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "q=abc",
                "2",
                "-1",
                "1.5",
                "1.001",
                "0.1234",
                "01",
                "00",
                ".5",
                "NaN",
                "Infinity",
                "0x1p3",
                "1e1",
                "\"1\"",
                "",
                " ",
                "1 ;",
                "0.5;q=0.7",
                "0.5;Q=0.7",
                "0,5",
                "1.0000",
                "+1",
                "0.5x",
                "\u0661"
            })
    void refusesWeightsThatAreNone(String weight) {
        for (String range : List.of("application/json", "*/*", "*", "text/*;level=1")) {
            for (String name : List.of("q", "Q")) {
                String accept = range + ";" + name + "=" + weight;
                assertThat(MediaTypes.areMediaRanges(List.of(accept)))
                        .as(accept)
                        .isFalse();
                assertThat(MediaTypes.areMediaRanges(List.of("text/html", accept)))
                        .as(accept)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "/",
                "a/",
                "*/a",
                "a/b;",
                "a/b;c",
                "a/b;c=",
                "a/b;c=\"",
                "a/b c",
                "a/b; q = 0.5",
                "\u000ba/b"
            })
    void refusesRangesThatAreNone(String accept) {
        assertThat(MediaTypes.areMediaRanges(List.of(accept))).isFalse();
    }

    @Test
    void isTheTypeOfABody() {
        assertThat(MediaTypes.isMediaType(List.of())).isTrue();
        assertThat(MediaTypes.isMediaType(List.of("application/json; charset=utf-8")))
                .isTrue();
        assertThat(MediaTypes.isMediaType(List.of("a/b", "a/b"))).isFalse();
        for (String none : List.of("", "a", "*/*", "a/*", "a/b;", "a/b;charset=\"", "a/b, c/d")) {
            assertThat(MediaTypes.isMediaType(List.of(none))).as(none).isFalse();
        }
    }

    @Test
    void endsWithFieldsOfAnyLength() {
        assertThat(MediaTypes.areMediaRanges(List.of("a/b" + ";c=d".repeat(LONG))))
                .isFalse();
        assertThat(MediaTypes.isMediaType(List.of("a/b" + ";c=d".repeat(LONG)))).isFalse();
    }
}
