package io.metagate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void sortsMembersByTheUtf16UnitsOfTheirNames() {
        // RFC 8785 section 3.2.3
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("\u20ac", new Json.Text("Euro Sign"));
        members.put("\r", new Json.Text("Carriage Return"));
        members.put("\ufb33", new Json.Text("Hebrew Letter Dalet With Dagesh"));
        members.put("1", new Json.Text("One"));
        members.put("\ud83d\ude00", new Json.Text("Emoji: Grinning Face"));
        members.put("\u0080", new Json.Text("Control"));
        members.put("\u00f6", new Json.Text("Latin Small Letter O With Diaeresis"));

        assertThat(written(new Json.Members(members)))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void escapesStringsAsTheStandardSays() {
        // RFC 8785 section 3.2.2.2
        assertThat(written(new Json.Text("\u20ac$\u000f\nA'B\"\\\\\"/")))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    @Test
    void escapesEveryControlCharacterInItsShortestForm() {
        assertThat(written(new Json.Text("\u0000\b\t\n\u000b\f\r\u001f\u007f\u2028")))
                .isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\u007f\u2028\"");
    }

    @Test
    void writesTheSampleOfTheStandardInItsBytes() {
        // RFC 8785 section 3.2.4, without the numbers that are no integers
        Map<String, Json> members = Map.of(
                "string", new Json.Text("\u20ac$\u000f\nA'B\"\\\\\"/"),
                "literals", new Json.Items(List.of(new Json.Flag(true), new Json.Flag(false))));

        assertThat(CanonicalJson.bytes(new Json.Members(members)))
                .asHexString()
                .isEqualToIgnoringCase("7b226c69746572616c73223a5b747275652c66616c73655d2c22737472696e67223a"
                        + "22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d");
    }

    @Test
    void writesIntegersThatADoubleHoldsExactly() {
        assertThat(written(new Json.Items(List.of(
                        new Json.Whole(0),
                        new Json.Whole(-1),
                        new Json.Whole(9_007_199_254_740_991L),
                        new Json.Whole(-9_007_199_254_740_991L)))))
                .isEqualTo("[0,-1,9007199254740991,-9007199254740991]");
    }

    @Test
    void refusesIntegersThatADoubleRounds() {
        assertThatThrownBy(() -> new Json.Whole(1L << 53)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Json.Whole(-(1L << 53))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Json.Whole(Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesLoneSurrogates() {
        assertThatThrownBy(() -> new Json.Text("a\ud83db")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Json.Members(Map.of("\ude00", new Json.Flag(true))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesEmptyContainers() {
        assertThat(written(new Json.Items(List.of(new Json.Members(Map.of()), new Json.Items(List.of())))))
                .isEqualTo("[{},[]]");
    }

    private static String written(Json value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }
}
