package io.metagate.audit.text;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {

    @ParameterizedTest
    @CsvSource({
        "PSEUDONYM, aZ09_-",
        "CIPHERTEXT, aZ09_.=+/-",
        "DIGEST, sha256:aZ09_-",
        "TRACE_ID, 0123456789abcdef0123456789abcdef",
        "CODE, a1.b-2",
        "NAME, personal.e_mail:*-9Z"
    })
    void takesItsOwnShape(TextFormat token, String value) {
        assertThatCode(() -> token.require("part", value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "PSEUDONYM, ''",
        "PSEUDONYM, a.b",
        "PSEUDONYM, jane@acme.example",
        "CIPHERTEXT, a b",
        "DIGEST, a/b",
        "TRACE_ID, 0123456789abcdef0123456789abcde",
        "TRACE_ID, 0123456789abcdef0123456789abcdef0",
        "TRACE_ID, 0123456789ABCDEF0123456789abcdef",
        "SHA_256, 0123456789abcdef0123456789abcdef",
        "CODE, 1a",
        "CODE, .a",
        "CODE, A",
        "NAME, Zoë",
        "NAME, 'a\u0000'",
        "NAME, \uD83D\uDE00",
        "NAME, ŀ"
    })
    void refusesAnother(TextFormat token, String value) {
        assertThatThrownBy(() -> token.require("part", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PSEUDONYM, 128", "CIPHERTEXT, 2048", "DIGEST, 128", "CODE, 64", "NAME, 128"})
    void hasALength(TextFormat token, int longest) {
        assertThatCode(() -> token.require("part", "a".repeat(longest))).doesNotThrowAnyException();
        assertThatThrownBy(() -> token.require("part", "a".repeat(longest + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
