package io.metagate.policy.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneShapeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1234567",
                "+123456789012345",
                "(030) 1234",
                "(030) 123456789",
                "004930123456",
                "0049 30 12345",
                "0301234567",
                "030 123456",
                "030 123456789",
                "200-1234",
                "1-800-555-0123",
                "200-555-0123",
                "200 555 0123",
                "200.555.0123",
                "400 555 666",
                "138 0013 8000",
                "20 30 40 50",
                "20 3040 5060",
                "20 30405 0607",
                "200 30 40 50",
                "200 30 405",
                "98765 43210",
            })
    void isAPhoneNumber(String text) {
        assertThat(isPhone(text, NumberHint.NONE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "+123456",
                "+1234567890123456",
                "(03) 1234",
                "(030) 1234567890123",
                "000930123456",
                "00493012",
                "0301234",
                "030123456",
                "030 12345",
                "030 1234567890123",
                "00 1234567",
                "0 30 1234567",
                "100-1234",
                "200 1234",
                "2-800-555-0123",
                "100-555-0123",
                "20-30 40/50",
                "300 555 666",
                "400.555.666",
                "138.0013.8000",
                "10 20 30 40",
                "20.30.40.50",
                "18765 43210",
                "2026-01-05",
                "05.01.2026",
                "20 30 40 50 60",
                "1234567",
            })
    void isNone(String text) {
        assertThat(isPhone(text, NumberHint.NONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "123456789012345"})
    void isOneWhereTheWordsBeforeSaySo(String text) {
        assertThat(isPhone(text, NumberHint.PHONE)).isTrue();
        assertThat(isPhone(text, NumberHint.NONE)).isFalse();
        assertThat(isPhone(text, NumberHint.OTHER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1234567890123456", "2026-01-05"})
    void isNoneWhateverTheWordsBeforeSay(String text) {
        assertThat(isPhone(text, NumberHint.PHONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200-555-0123", "0301234567", "(030) 1234"})
    void isNoneWhereTheWordsBeforeSayThatItIsSomethingElse(String text) {
        assertThat(isPhone(text, NumberHint.OTHER)).isFalse();
    }

    private static boolean isPhone(String text, NumberHint hint) {
        NumberRun run = NumberRuns.only(text);
        return new PhoneShape(run, 0, run.groups().size(), hint).isPhone();
    }
}
