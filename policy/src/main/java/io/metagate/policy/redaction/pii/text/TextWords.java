package io.metagate.policy.redaction.pii.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text: stretches of letters, marks and digits; in scripts without spaces each character is a word.
 *
 * @param all in the order of the text
 */
public record TextWords(List<Word> all) {

    /**
     * A word at the characters {@code [from, to)}.
     *
     * @param from its first character
     * @param to the character behind its last one
     */
    public record Word(int from, int to) {}

    public TextWords {
        all = List.copyOf(all);
    }

    public static TextWords of(CodePoints text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            if (text.isInWord(at)) {
                boolean alone = text.standsAlone(at);
                while (text.isInWord(end) && !alone && !text.standsAlone(end)) {
                    end++;
                }
                words.add(new Word(at, end));
            }
            at = end;
        }
        return new TextWords(words);
    }

    /** The word without regard to case, accents and width. */
    public static String folded(String word) {
        String plain = word;
        if (word.chars().anyMatch(c -> c > 0x7F)) {
            String parts = Normalizer.normalize(word, Normalizer.Form.NFKD);
            StringBuilder letters = new StringBuilder(parts.length());
            parts.codePoints()
                    .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                    .forEach(letters::appendCodePoint);
            // sharp s and its likes have two letters in upper case
            plain = letters.toString().toUpperCase(Locale.ROOT);
        }
        return plain.toLowerCase(Locale.ROOT);
    }
}
