package io.metagate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimArgumentTest {

    private static final ScalarValue NOTHING = new ScalarValue.Null();

    @Test
    void readsJsonAsTokensHaveIt() {
        assertThat(ClaimArgument.read("3")).isEqualTo(Claim.of(new ScalarValue.Int(3)));
        assertThat(ClaimArgument.read("3.0")).isEqualTo(Claim.of(new ScalarValue.Real(3)));
        assertThat(ClaimArgument.read("12e5")).isEqualTo(Claim.of(new ScalarValue.Real(1_200_000)));
        assertThat(ClaimArgument.read("\"3\"")).isEqualTo(Claim.of(new ScalarValue.Text("3")));
        assertThat(ClaimArgument.read(" true ")).isEqualTo(Claim.of(new ScalarValue.Bool(true)));
        assertThat(ClaimArgument.read("[]")).isEqualTo(Claim.ofList(List.of()));
        assertThat(ClaimArgument.read("[\"a,b\", 1]"))
                .isEqualTo(Claim.ofList(List.of(new ScalarValue.Text("a,b"), new ScalarValue.Int(1))));
    }

    @Test
    void keepsWhatNoPolicyCanReadAsSuch() {
        assertThat(ClaimArgument.read("[42,{\"x\":1}]"))
                .isEqualTo(Claim.ofList(List.of(new ScalarValue.Int(42), NOTHING)));
        assertThat(ClaimArgument.read("[[1],null]")).isEqualTo(Claim.ofList(List.of(NOTHING, NOTHING)));
        assertThat(List.of("{\"a\":[1]}", "null", "9223372036854775808", "1e400"))
                .allSatisfy(written -> assertThat(ClaimArgument.read(written)).isEqualTo(Claim.of(NOTHING)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[42,{x:1}]",
                "[eu]",
                "[1,]",
                "[1",
                "{a: 1}",
                "{}}",
                "\"a",
                "\"a\"b",
                "'a'",
                "'a', 'b'",
                "a]",
                "1]",
                "01",
                "+5",
                "+15550100123",
                "1.",
                ".5",
                "1e",
                "5_000",
                "1d",
                "0x1F",
                "0o17",
                "NaN",
                "-Infinity",
                "True",
                "FALSE",
                "NULL",
                "[1] [2]",
                "1,[2]",
                "eu,[us]",
                "eu,,us",
                ",eu",
                ",",
                "eu,01",
                "eu,'us'",
                "[\"a\u0001\"]",
                "[1,//x\n2]"
            })
    void refusesWhatIsNeitherJsonNorPlainlyAText(String written) {
        assertThatThrownBy(() -> ClaimArgument.read(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu",
                "",
                "a: [b",
                "2024-01-05",
                "10.0.0.1",
                "mfa-2",
                "Nancy",
                "truely",
                "12 apples",
                "https://acme.example/a?b=1",
                "~",
                "- a",
                "# a",
                "é"
            })
    void takesWhatIsPlainlyATextForOne(String written) {
        assertThat(ClaimArgument.read(written)).isEqualTo(Claim.of(new ScalarValue.Text(written)));
    }

    @Test
    void partsAtCommas() {
        assertThat(ClaimArgument.read("eu,us"))
                .isEqualTo(Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Text("us"))));
        assertThat(ClaimArgument.read("7,")).isEqualTo(Claim.ofList(List.of(new ScalarValue.Int(7))));
        assertThat(ClaimArgument.read("eu,null,3.5"))
                .isEqualTo(Claim.ofList(List.of(new ScalarValue.Text("eu"), NOTHING, new ScalarValue.Real(3.5))));
    }

    @Test
    void readsWhateverJsonATokenMayHave() {
        long seed = Seeded.seed("ClaimArgumentTest");
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 2_000; n++) {
            boolean list = random.nextBoolean();
            List<String> written = new ArrayList<>();
            List<ScalarValue> values = new ArrayList<>();
            for (int item = list ? random.nextInt(4) : 1; item > 0; item--) {
                scalar(random, written, values);
            }
            String json = list ? "[" + String.join(" ,", written) + "]" : written.get(0);
            assertThat(ClaimArgument.read(json))
                    .as(json)
                    .isEqualTo(list ? Claim.ofList(values) : Claim.of(values.get(0)));
        }
    }

    private static void scalar(SplittableRandom random, List<String> written, List<ScalarValue> values) {
        switch (random.nextInt(7)) {
            case 0 -> add(random.nextLong(), written, values);
            case 1 -> {
                double number = random.nextInt(-100, 100) / 4.0;
                written.add(Double.toString(number));
                values.add(new ScalarValue.Real(number));
            }
            case 2 -> {
                boolean truth = random.nextBoolean();
                written.add(Boolean.toString(truth));
                values.add(new ScalarValue.Bool(truth));
            }
            case 3 -> {
                written.add("{\"a\": [" + random.nextInt() + ", {}]}");
                values.add(NOTHING);
            }
            case 4 -> {
                written.add("{\"b\": null}");
                values.add(NOTHING);
            }
            case 5 -> {
                written.add(Long.MAX_VALUE + "0");
                values.add(NOTHING);
            }
            default -> {
                String text =
                        List.of("", "a,b", "1", "true", "{", "é\uD83D\uDE00").get(random.nextInt(6));
                written.add("\"" + text + "\"");
                values.add(new ScalarValue.Text(text));
            }
        }
    }

    private static void add(long number, List<String> written, List<ScalarValue> values) {
        written.add(Long.toString(number));
        values.add(new ScalarValue.Int(number));
    }
}
