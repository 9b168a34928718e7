package io.metagate.policy.redaction.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the corpus.
 *
 * @param person the identifier of the person it is about
 * @param text the text without its marks
 * @param labels what should be found in it
 */
record LabelledText(String person, String text, List<PiiMatch> labels) {

    private static final Pattern MARK = Pattern.compile("\\{(email|ip|iban|card|phone|person):(.*?)}", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|([nt]))");

    static LabelledText of(String line) {
        int bar = line.indexOf(" | ");
        String marked = unescaped(line.substring(bar + 3));
        StringBuilder text = new StringBuilder();
        List<PiiMatch> labels = new ArrayList<>();
        Matcher mark = MARK.matcher(marked);
        while (mark.find()) {
            mark.appendReplacement(text, "");
            int from = length(text);
            text.append(mark.group(2));
            labels.add(new PiiMatch(PiiType.valueOf(mark.group(1).toUpperCase(Locale.ROOT)), from, length(text)));
        }
        mark.appendTail(text);
        return new LabelledText(line.substring(0, bar), text.toString(), labels);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> escape.group(1) == null
                        ? escape.group(2).equals("n") ? "\n" : "\t"
                        : Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }

    private static int length(StringBuilder text) {
        return text.codePointCount(0, text.length());
    }
}
