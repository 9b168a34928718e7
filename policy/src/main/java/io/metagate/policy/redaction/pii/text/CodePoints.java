package io.metagate.policy.redaction.pii.text;

import java.util.EnumSet;
import java.util.Set;

/**
 * A text as code points, as it reads, to look at from any place: {@link CharacterFolding} says what is read. There is
 * nothing before its start and behind its end.
 */
public final class CodePoints {

    /** What is outside of the text. */
    static final int NOTHING = -1;

    private static final Set<Character.UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR);

    private final int[] original;
    private final int[] points;
    private final int[] origins;

    public CodePoints(String text) {
        this.original = text.codePoints().toArray();
        if (CharacterFolding.isNeeded(original)) {
            CharacterFolding folding = CharacterFolding.of(original);
            this.points = folding.points();
            this.origins = folding.origins();
        } else {
            this.points = original;
            this.origins = new int[0];
        }
    }

    public int length() {
        return points.length;
    }

    /** The code point there. */
    public int at(int index) {
        return index < 0 || index >= points.length ? NOTHING : points[index];
    }

    public boolean is(int index, char character) {
        return at(index) == character;
    }

    /** The value of the decimal digit there, of any script; -1 if it is none. */
    public int digit(int index) {
        int point = at(index);
        return point == NOTHING ? -1 : Character.digit(point, 10);
    }

    public boolean isDigit(int index) {
        return digit(index) >= 0;
    }

    /** Whether a letter, a mark or a digit is there. */
    public boolean isInWord(int index) {
        int point = at(index);
        return point != NOTHING && (Character.isLetterOrDigit(point) || isMark(point));
    }

    /** Whether what is there makes one word with a letter or digit beside it. */
    public boolean joins(int index) {
        return at(index) == '_' || (isInWord(index) && !standsAlone(index));
    }

    /** Whether what is there is of a script that writes no spaces between words, or ties particles to them. */
    public boolean standsAlone(int index) {
        int point = at(index);
        return point > 0x7F && WITHOUT_SPACES.contains(Character.UnicodeScript.of(point));
    }

    /** What is read from one character to before the other. */
    public String text(int from, int to) {
        return new String(points, from, to - from);
    }

    /**
     * Where in the original what is read there starts, with the unseen characters before it at the start of the text.
     */
    public int origin(int index) {
        if (origins.length == 0 || index == 0) {
            return index;
        }
        return origins[index];
    }

    /** Appends what is written from one character to before the other. */
    public void appendTo(StringBuilder out, int from, int to) {
        for (int i = origin(from); i < origin(to); i++) {
            out.appendCodePoint(original[i]);
        }
    }

    /** Whether the text that stands there is that, ASCII without regard to its case. */
    public boolean startsWith(int index, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            int point = at(index + i);
            if (point != lowerCase.charAt(i) && (point < 0 || Character.toLowerCase(point) != lowerCase.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
