package io.metagate.audit.json;

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
        Map<String, CanonicalJsonValue> members = new LinkedHashMap<>();
        members.put("\u20ac", new CanonicalJsonValue.Text("Euro Sign"));
        members.put("\r", new CanonicalJsonValue.Text("Carriage Return"));
        members.put("\ufb33", new CanonicalJsonValue.Text("Hebrew Letter Dalet With Dagesh"));
        members.put("1", new CanonicalJsonValue.Text("One"));
        members.put("\ud83d\ude00", new CanonicalJsonValue.Text("Emoji: Grinning Face"));
        members.put("\u0080", new CanonicalJsonValue.Text("Control"));
        members.put("\u00f6", new CanonicalJsonValue.Text("Latin Small Letter O With Diaeresis"));

        assertThat(written(new CanonicalJsonValue.Members(members)))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void escapesStringsAsTheStandardSays() {
        // RFC 8785 section 3.2.2.2
        assertThat(written(new CanonicalJsonValue.Text("\u20ac$\u000f\nA'B\"\\\\\"/")))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    @Test
    void escapesEveryControlCharacterInItsShortestForm() {
        assertThat(written(new CanonicalJsonValue.Text("\u0000\b\t\n\u000b\f\r\u001f\u007f\u2028")))
                .isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\u007f\u2028\"");
    }

    @Test
    void writesTheSampleOfTheStandardInItsBytes() {
        // RFC 8785 section 3.2.4, without the numbers that are no integers
        Map<String, CanonicalJsonValue> members = Map.of(
                "string", new CanonicalJsonValue.Text("\u20ac$\u000f\nA'B\"\\\\\"/"),
                "literals",
                        new CanonicalJsonValue.Items(
                                List.of(new CanonicalJsonValue.Flag(true), new CanonicalJsonValue.Flag(false))));

        assertThat(CanonicalJson.bytes(new CanonicalJsonValue.Members(members)))
                .asHexString()
                .isEqualToIgnoringCase("7b226c69746572616c73223a5b747275652c66616c73655d2c22737472696e67223a"
                        + "22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d");
    }

    @Test
    void writesIntegersThatADoubleHoldsExactly() {
        assertThat(written(new CanonicalJsonValue.Items(List.of(
                        new CanonicalJsonValue.Whole(0),
                        new CanonicalJsonValue.Whole(-1),
                        new CanonicalJsonValue.Whole(9_007_199_254_740_991L),
                        new CanonicalJsonValue.Whole(-9_007_199_254_740_991L)))))
                .isEqualTo("[0,-1,9007199254740991,-9007199254740991]");
    }

    @Test
    void refusesIntegersThatADoubleRounds() {
        assertThatThrownBy(() -> new CanonicalJsonValue.Whole(1L << 53)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CanonicalJsonValue.Whole(-(1L << 53)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CanonicalJsonValue.Whole(Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesLoneSurrogates() {
        assertThatThrownBy(() -> new CanonicalJsonValue.Text("a\ud83db")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CanonicalJsonValue.Members(Map.of("\ude00", new CanonicalJsonValue.Flag(true))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesEmptyContainers() {
        assertThat(written(new CanonicalJsonValue.Items(
                        List.of(new CanonicalJsonValue.Members(Map.of()), new CanonicalJsonValue.Items(List.of())))))
                .isEqualTo("[{},[]]");
    }

    private static String written(CanonicalJsonValue value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }
}
