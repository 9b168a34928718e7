package io.metagate.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostFieldTest {

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "a.b-c:80", "a_b", "127.0.0.1:8080", "[::1]", "[2001:db8::1]:443", "a:"})
    void isANameOrAnAddress(String host) {
        assertThat(HostField.isOne(List.of(host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a:b",
                "a:999999",
                "a:-1",
                ":80",
                "[::1",
                "[zz]",
                "[v1.a]",
                "[1:2]",
                "[]",
                "a%zz",
                "a%20b",
                "a/b",
                "a?b",
                "a#b",
                "user@a",
                "é",
                "a,b",
                "a{}",
                "a\\b",
                "a\"b",
                "<a>",
                "a,b:80"
            })
    void isNothingElse(String host) {
        assertThat(HostField.isOne(List.of(host))).isFalse();
    }

    @Test
    void standsThereOnce() {
        assertThat(HostField.isOne(List.of())).isFalse();
        assertThat(HostField.isOne(List.of("a", "a"))).isFalse();
    }
}
