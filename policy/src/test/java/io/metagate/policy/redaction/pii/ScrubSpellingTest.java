package io.metagate.policy.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.test.Seeded;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in lists and tables, and spelled otherwise than usual. */
class ScrubSpellingTest {

    private static final String INVISIBLE = "\u200B\u200C\u200D\u2060\uFEFF\u00AD\u200E\u202A\u202C\uFE0F\u034F";
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC\uFF70\uFF0D\uFE63\u2043";
    private static final String SPACES = "\u00A0\u2002\u2007\u2009\u202F\u205F\u3000\u2800";
    private static final List<String> BETWEEN =
            List.of(",", ", ", ";", ":", "|", "\t", "\n", "\r\n", "\",\"", "、", "，", "،", " / ", "</td><td>");
    private static final List<String> PHONES = List.of(
            "+15550100123",
            "0151-2345678",
            "+49 30 5550123",
            "(555) 010-0123",
            "555-010-0123",
            "06 12 34 56 78",
            "090-1234-5678",
            "8 (912) 345-67-89");
    private static final List<String> CARDS = List.of("4111111111111111", "5555 5555 5555 4444", "3714-496353-98431");
    private static final List<String> IBANS =
            List.of("DE89370400440532013000", "GB29 NWBK 6016 1331 9268 19", "fr14-2004-1010-0505-0001-3m02-606");
    private static final List<String> EMAILS = List.of("sam.poe@acme.example", "o'neil+x@mail.acme.example");
    private static final List<String> PEOPLE = List.of("Jane Roe", "Roe, Jane", "ROE JANE", "jane_roe");

    private static final SplittableRandom RANDOM = seeded();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+15550100123,+15550100124 | [phone],[phone]",
                "tel 0151-2345678,0152-2345678 | tel [phone],[phone]",
                "2024-01-05,+15550100123 | 2024-01-05,[phone]",
                "17,2024-01-05T10:00:00Z,0151-2345678,sam@acme.example,OK | 17,2024-01-05T10:00:00Z,[phone],[email],OK",
                "a:+15550100123:b | a:[phone]:b",
                "06 12 34 56 78:06 12 34 56 79 | [phone]:[phone]",
                "4111.1111.1111.1111 and 4111/1111/1111/1111 | [card] and [card]",
                "4111  1111  1111  1111,12/27 | [card],12/27",
                "4111 1111 1111 1111/12/27 | [card]/12/27",
                "to=sam%40acme.example&x=1 | [email]&x=1",
                "sam&#64;acme.example, sam&#x40;acme&#46;example | [email], [email]",
                "sam [at] acme [dot] example; sam at acme dot example | [email]; [email]",
                "tel=%2B1%20555%20010%200123 | tel=[phone]",
                "+49&nbsp;30&nbsp;5550123 | [phone]",
                "DE89370400440532013000 DE88370400440532013000 | [iban] DE88370400440532013000",
                "IBANDE89370400440532013000 | IBAN[iban]",
                "AB12 is 3704 0044 0532 | AB12 is 3704 0044 0532",
                "Roe, Jane called Roe Jane | [person] called [person]",
                "Roe, Jane; Roe Jane | [person]",
                "roe.jane and Roe; Jane | roe.jane and Roe; Jane",
                "taro＠acme。example | [email]",
                "192。0。2。1 | [ip]",
            })
    void replacesValuesInListsAndOfOtherSpelling(String text, String scrubbed) {
        assertThat(scrubbed(text)).isEqualTo(scrubbed);
    }

    @Test
    void findsNumbersOverTheEndOfALineAndKeepsThoseOfTheNext() {
        assertThat(scrubbed("06 12 34\n56 78")).isEqualTo("[phone]");
        assertThat(scrubbed("+49 30\n5550123")).isEqualTo("[phone]");
        assertThat(scrubbed("4111 1111\n1111 1111")).isEqualTo("[card]");
        assertThat(scrubbed("GB29 NWBK 6016\n1331 9268 19")).isEqualTo("[iban]");
        assertThat(scrubbed("1,+15550100123\n2,+15550100124")).isEqualTo("1,[phone]\n2,[phone]");
        assertThat(scrubbed("300\n400\n5000")).isEqualTo("300\n400\n5000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,234,567,890 bytes",
                "512 345 678,50",
                "10:15,10:30,11:45",
                "1700000000,1700000060",
                "2024-01-05,2024-01-06",
                "1024\n2048\n4096",
                "IMG_0123_456_7890.jpg",
                "version 2.3.4.1",
                "100〜200, 12345〜67890",
                "write at noon",
                "AB12CD34EF56GH78IJ",
                "3.14.159,26",
                "50%40 of it",
            })
    void leavesNumbersThatArePlain(String text) {
        assertThat(scrubbed(text)).isEqualTo(text);
    }

    @Test
    void findsEveryValueWhateverIsBesideItAndHoweverItIsSpelled() {
        for (int i = 0; i < 4_000; i++) {
            String between = oneOf(BETWEEN);
            List<String> kinds = Stream.generate(() -> oneOf(List.of("phone", "card", "iban", "email", "person")))
                    .limit(2 + RANDOM.nextInt(3))
                    .toList();
            String text = kinds.stream().map(this::spelled).collect(Collectors.joining(between));
            String left = scrubbed(text).replaceAll("\\[(phone|card|iban|email|person)]", "");
            assertThat(left.chars().allMatch(c -> (between + " ,_，＿" + SPACES + INVISIBLE).indexOf(c) >= 0))
                    .as(text + " left " + left)
                    .isTrue();
        }
    }

    private String spelled(String kind) {
        String value = oneOf(
                switch (kind) {
                    case "phone" -> PHONES;
                    case "card" -> CARDS;
                    case "iban" -> IBANS;
                    case "email" -> EMAILS;
                    default -> PEOPLE;
                });
        UnaryOperator<String> unseen = text -> {
            int at = text.offsetByCodePoints(0, 1 + RANDOM.nextInt(text.codePointCount(0, text.length()) - 1));
            return text.substring(0, at) + any(INVISIBLE) + text.substring(at);
        };
        boolean number = !kind.equals("email") && !kind.equals("person");
        return oneOf(List.<UnaryOperator<String>>of(
                        text -> text,
                        unseen,
                        text -> unseen.apply(unseen.apply(text)),
                        ScrubSpellingTest::wide,
                        text -> number ? text.replace('-', any(DASHES)) : text,
                        text -> text.replace(' ', any(SPACES))))
                .apply(value);
    }

    private static String wide(String text) {
        return text.codePoints()
                .map(c -> c > ' ' && c < 0x7F ? c + 0xFEE0 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private char any(String characters) {
        return characters.charAt(RANDOM.nextInt(characters.length()));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(RANDOM.nextInt(choices.size()));
    }

    private static String scrubbed(String text) {
        return TextScrubber.about(List.of("jane.roe")).orElseThrow().scrubbed(text);
    }

    private static SplittableRandom seeded() {
        long seed = Seeded.seed("ScrubSpellingTest");
        return new SplittableRandom(seed);
    }
}
