package io.metagate.policy.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateShapeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-05",
                "2026/12/31",
                "1900.1.1",
                "2099-12-12",
                "31.12.2026",
                "12/31/2026",
                "1-1-1900",
                "2026-31-12",
                "2026-01-05 123",
            })
    void isADate(String text) {
        assertThat(isDate(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01",
                "2026 01 05",
                "2026-01/05",
                "2026--01--05",
                "1899-01-05",
                "2100-01-05",
                "2026-00-05",
                "2026-05-00",
                "2026-13-13",
                "2026-12-32",
                "32-12-2026",
                "026-01-05",
                "12026-01-05",
                "05-01-026",
                "05-01-1899",
                "05-01-2100",
                "2026-01-05-1234",
                "2026-12345-05",
                "2026-05-12345",
                "01-02-03",
            })
    void isNone(String text) {
        assertThat(isDate(text)).isFalse();
    }

    private static boolean isDate(String text) {
        NumberRun run = NumberRuns.only(text);
        return new DateShape(run, 0, run.groups().size()).isDate();
    }
}
