package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import io.metagate.policy.redaction.pii.text.TextWords;
import java.util.List;
import java.util.Set;

/**
 * An at sign or a dot of an e-mail address, also encoded or spelled as people do against robots.
 *
 * @param from its first character
 * @param to the character behind its last one
 * @param form how it is written
 */
record AddressSign(int from, int to, Form form) {

    /** How a sign is written. */
    enum Form {
        /** As itself, or encoded. */
        PLAIN,
        /** As a word in brackets. */
        BRACKETED,
        /** As a word between spaces. */
        SPELLED,
        /** Not at all. */
        MISSING
    }

    private static final int LONGEST_WORD = 12;
    private static final List<String> ATS = List.of(
            "@",
            "%40",
            "%2540",
            "&#64;",
            "&#064;",
            "&#0064;",
            "&amp;#64;",
            "&#x0040;",
            "&#x40;",
            "&commat;",
            "\\u0040",
            "\\x40");
    private static final List<String> DOTS = List.of(".", "%2e", "%252e", "&#46;", "&#046;", "&#x2e;", "&period;");
    private static final Set<String> AT_WORDS = Set.of(
            "@",
            "at",
            "a",
            "arroba",
            "arobase",
            "chiocciola",
            "klammeraffe",
            "apenstaartje",
            "malpa",
            "małpa",
            "собака",
            "et",
            "ät",
            "snabela");
    private static final Set<String> DOT_WORDS =
            Set.of(".", "dot", "punkt", "point", "punto", "ponto", "punt", "kropka", "nokta", "piste", "точка");

    /** The at sign that starts there. */
    static AddressSign at(CodePoints text, int index) {
        return switch (text.at(index)) {
            case '@', '%', '&', '\\' -> plain(text, index, ATS);
            case '(', '[', '{', '<' -> bracketed(text, index, AT_WORDS);
            case 'a', 'A' -> spelled(text, index, "at");
            default -> missing(index);
        };
    }

    /** The dot that starts there; one that is spelled only where spelling is looked for. */
    static AddressSign dot(CodePoints text, int index, boolean spelling) {
        boolean coded = text.is(index, '.') || text.is(index, '%') || text.is(index, '&');
        AddressSign plain = coded ? plain(text, index, DOTS) : missing(index);
        if (coded || !spelling) {
            return plain;
        }
        int word = text.is(index, ' ') ? index + 1 : index;
        AddressSign bracketed = bracketed(text, word, DOT_WORDS);
        return bracketed.isMissing() ? spelled(text, word, "dot") : bracketed;
    }

    boolean isMissing() {
        return form == Form.MISSING;
    }

    /** What is before it, without a space that belongs to a word. */
    int before(CodePoints text) {
        return form != Form.PLAIN && text.is(from - 1, ' ') ? from - 1 : from;
    }

    /** What is behind it, without a space that belongs to a word. */
    int behind(CodePoints text) {
        return form != Form.PLAIN && text.is(to, ' ') ? to + 1 : to;
    }

    private static AddressSign plain(CodePoints text, int index, List<String> signs) {
        for (String sign : signs) {
            if (text.startsWith(index, sign)) {
                return new AddressSign(index, index + sign.length(), Form.PLAIN);
            }
        }
        return missing(index);
    }

    private static AddressSign bracketed(CodePoints text, int index, Set<String> words) {
        int opening = "([{<".indexOf(text.at(index));
        if (text.at(index) < 0 || opening < 0) {
            return missing(index);
        }
        int from = text.is(index + 1, ' ') ? index + 2 : index + 1;
        int to = from;
        while (to < from + LONGEST_WORD && (text.isInWord(to) || text.is(to, '@') || text.is(to, '.'))) {
            to++;
        }
        int closing = text.is(to, ' ') ? to + 1 : to;
        boolean closed = text.is(closing, ")]}>".charAt(opening));
        return closed && words.contains(TextWords.folded(text.text(from, to)))
                ? new AddressSign(index, closing + 1, Form.BRACKETED)
                : missing(index);
    }

    private static AddressSign spelled(CodePoints text, int index, String word) {
        int end = index + word.length();
        boolean alone = text.is(index - 1, ' ') && text.is(end, ' ');
        return alone && text.startsWith(index, word) ? new AddressSign(index, end, Form.SPELLED) : missing(index);
    }

    private static AddressSign missing(int index) {
        return new AddressSign(index, index, Form.MISSING);
    }
}
