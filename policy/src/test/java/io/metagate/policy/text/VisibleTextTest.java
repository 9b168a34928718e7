package io.metagate.policy.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void leavesWhatCanBeSeen() {
        String text = "a b-c_d/e.f: \"x\" 'y' \\n \u00e4\u00f6\u00fc \u4e2d\u6587 \u05d0\u05d1 \ud83d\ude00 e\u0301";

        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    @Test
    void escapesWhatForgesALineOrSteersATerminal() {
        assertThat(
                        VisibleText.of(
                                "a\r\n2026-01-05 INFO forged\u001b[2J\u0085\u2028\u2029\u202e\u200b\u00a0\ufeff\t\0\u007f\u009b"))
                .isEqualTo(
                        "a\\u000d\\u000a2026-01-05 INFO forged\\u001b[2J\\u0085\\u2028\\u2029\\u202e\\u200b\\u00a0\\ufeff"
                                + "\\u0009\\u0000\\u007f\\u009b");
        assertThat(VisibleText.of("\ud800 \udb40\udc41")).isEqualTo("\\ud800 \\udb40\\udc41");
    }

    @Test
    void escapesEveryCharacterOfTheKindsThatHaveNoForm() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(character -> Character.isISOControl(character)
                        || Character.getType(character) == Character.FORMAT
                        || (Character.isWhitespace(character) && character != ' ')
                        || (Character.isSpaceChar(character) && character != ' ')
                        || Character.getType(character) == Character.SURROGATE)
                .forEach(character -> assertThat(VisibleText.of("a" + Character.toString(character) + "b"))
                        .as("U+%04X", character)
                        .matches("a(\\\\u[0-9a-f]{4}){1,2}b"));
    }

    @Test
    void findsTheFirstThatCannotBeSeen() {
        assertThat(VisibleText.firstInvisible("plain text")).isEmpty();
        assertThat(VisibleText.firstInvisible("a\u200b\u00a0")).hasValue(0x200B);
    }
}
