package io.metagate.policy.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.policy.parser.filter.YamlQueryParser;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.ProblemCollector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimParserTest {

    @Test
    void readsScalarsAndLists() {
        assertThat(read("7")).isEqualTo(Claim.of(new ScalarValue.Int(7)));
        assertThat(read("-0")).isEqualTo(Claim.of(new ScalarValue.Int(0)));
        assertThat(read("7.0")).isEqualTo(Claim.of(new ScalarValue.Real(7)));
        assertThat(read("-7.50")).isEqualTo(Claim.of(new ScalarValue.Real(-7.5)));
        assertThat(read("true")).isEqualTo(Claim.of(new ScalarValue.Bool(true)));
        assertThat(read("'7'")).isEqualTo(Claim.of(new ScalarValue.Text("7")));
        assertThat(read("''")).isEqualTo(Claim.of(new ScalarValue.Text("")));
        assertThat(read("[]")).isEqualTo(Claim.ofList(List.of()));
        assertThat(read("[eu, 7]"))
                .isEqualTo(Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Int(7))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12e5", "1e2", "1E2", "-1e-2", "1.5e3", "1e999", "007", "-007", "00", "0x10", "0o17", "0b1", "1_000",
                        "+7", ".5", "5.",
                "1:30", "yes", "no", "on", "off", "True", "TRUE", "Null", "~", "2026-01-05", ".inf", "-.inf", ".nan",
                        "NaN", "=", "<<"
            })
    void takesWhatIsNoPlainNumberForTheTextThatItIs(String written) {
        assertThat(read(written)).isEqualTo(Claim.of(new ScalarValue.Text(written)));
        assertThat(read("[" + written + "]")).isEqualTo(Claim.ofList(List.of(new ScalarValue.Text(written))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{a: 1}",
                "{}",
                "[null]",
                "[eu, null]",
                "[[eu]]",
                "[[]]",
                "[{a: 1}]",
                "9223372036854775808",
                "-9223372036854775809",
                "[1, 99999999999999999999]"
            })
    void knowsThatATokenCanSayWhatNoPolicyCanRead(String written) {
        assertThat(read(written).readable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{$date: 2026-01-05T09:00:00Z}", "{$oid: x}", "[{$uuid: x}]", "[eu, ]]", "!!int x"})
    void refusesWhatNoTokenHas(String written) {
        ProblemCollector problems = new ProblemCollector();
        problems.attempt(() -> new ClaimParser(problems).read(YamlQueryParser.composed(written)));

        assertThat(problems.sorted()).hasSize(1);
    }

    @Test
    void takesNothingWrittenForForgotten() {
        assertThatExceptionOfType(BundleParseException.class).isThrownBy(() -> new ClaimParser(new ProblemCollector())
                .read(YamlQueryParser.composed("[x: ]")
                        .items()
                        .get(0)
                        .members(new ProblemCollector())
                        .values()
                        .iterator()
                        .next()));
    }

    private static Claim read(String written) {
        ProblemCollector problems = new ProblemCollector();
        Claim claim = new ClaimParser(problems).read(YamlQueryParser.composed(written));
        assertThat(problems.sorted()).isEmpty();
        return claim;
    }
}
