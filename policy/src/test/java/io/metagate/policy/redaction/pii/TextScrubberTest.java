package io.metagate.policy.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextScrubberTest {

    @ParameterizedTest
    @CsvSource({
        "'Jane Roe <jane.roe@acme.example>', '[person] <[email]>'",
        "'Call +1 555 010 0123, or (555) 010-0124.', 'Call [phone], or [phone].'",
        "'paid by 4111 1111 1111 1111 from 203.0.113.77:443', 'paid by [card] from [ip]:443'",
        "'ping fe80::1%eth0', 'ping [ip]'",
        "jane.roe@acme.example jane.roe, [email] [person]",
        "jane@203.0.113.77.example, [email]",
        "'4111111111111111@acme.example', [email]",
        "'😀jane_roe😀 Jane   Roe', 😀[person]😀 [person]",
        "'Jane    Roe', 'Jane    Roe'",
        "'', ''",
    })
    void replacesWhatItRecognises(String text, String scrubbed) {
        assertThat(about("jane.roe").scrubbed(text)).isEqualTo(scrubbed);
    }

    @Test
    void hidesAllThatOverlappingFindingsCover() {
        assertThat(about("roe@acme").scrubbed("jane.roe@acme.example")).isEqualTo("[email]");
        assertThat(about("acme example 5").scrubbed("jane@acme.example 5 times"))
                .isEqualTo("[email] times");
    }

    @Test
    void knowsSeveralPeopleAndTheLongestOfTheirNames() {
        TextScrubber scrubber = about("jane", "jane roe", "john-doe-3rd", "");
        assertThat(scrubber.scrubbed("Jane, Jane Roe and John Doe 3rd; john doe"))
                .isEqualTo("[person], [person] and [person]; john doe");
    }

    @Test
    void doesNotLookForIdentifiersOfTooManyWords() {
        assertThat(TextScrubber.about(List.of("a b c d e f g h i j k l m n o p")))
                .isPresent();
        assertThat(TextScrubber.about(List.of("a b c d e f g h i j k l m n o p q")))
                .isEmpty();
        assertThat(TextScrubber.about(List.of("...", ""))).isPresent();
    }

    @Test
    void leavesNoTraceOfBrokenText() {
        assertThat(about("x").scrubbed("\uD800 a@b.example \uDC00")).isEqualTo("\uD800 [email] \uDC00");
    }

    @Test
    void takesTimeInProportionToTheLengthOfHostileTexts() {
        Map<String, String> hostile = new TreeMap<>();
        hostile.put("at signs", "@");
        hostile.put("mailboxes", "a.b-c+");
        hostile.put("mailboxes and at signs", "a@");
        hostile.put("quotes", "\"@");
        hostile.put("domains", "a@b.c.");
        hostile.put("digits", "4");
        hostile.put("groups of digits", "4 ");
        hostile.put("groups of three", "555-");
        hostile.put("zeros", "00 0 ");
        hostile.put("plus signs", "+1");
        hostile.put("parentheses", "(0)");
        hostile.put("octets", "1.");
        hostile.put("colons", ":");
        hostile.put("hexadecimal", "a:b");
        hostile.put("words", "jane ");
        hostile.put("calls", "call 1 ");
        hostile.put("letters", "j");
        hostile.put("marks", "\u0301");
        hostile.put("scripts without spaces", "田");
        hostile.put("wide letters", "\uFDFA");
        TextScrubber scrubber =
                about("jane jane jane jane jane jane jane jane roe", "j".repeat(5_000) + "k", "田".repeat(15) + "中");
        hostile.forEach((name, piece) -> {
            String small = piece.repeat(10_000 / piece.length());
            String large = piece.repeat(100_000 / piece.length());
            scrubber.scrubbed(small);
            long ofSmall = nanos(scrubber, small);
            long ofLarge = nanos(scrubber, large);
            System.out.printf(
                    "scrub 10 times %s takes %.1f times as long (%d us, %d us)%n",
                    name, (double) ofLarge / ofSmall, ofSmall / 1_000, ofLarge / 1_000);
        });
    }

    private static long nanos(TextScrubber scrubber, String text) {
        long start = System.nanoTime();
        assertThat(scrubber.scrubbed(text)).isNotEmpty();
        return System.nanoTime() - start;
    }

    private static TextScrubber about(String... people) {
        return TextScrubber.about(List.of(people)).orElseThrow();
    }
}
