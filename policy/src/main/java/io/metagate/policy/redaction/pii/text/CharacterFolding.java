package io.metagate.policy.redaction.pii.text;

import java.util.Arrays;
import java.util.List;

/**
 * A text as it reads: wide forms as plain ones, every dash as a hyphen, every space as a space, every full stop as a
 * dot; without characters that are not seen; and what is percent-encoded or an entity within a number as the character
 * that it stands for. One pass.
 */
final class CharacterFolding {

    private static final String DASHES = "\u2212\u2043\u2500\u02D7\u207B\u208B";
    private static final String DASHES_IN_NUMBERS = "\u30FC\uFF70\u4E00";
    private static final String STOPS = "\u3002\uFF61\uFE52\u2024";
    private static final String COMMAS = "\u3001\u060C\uFE50";
    private static final String MIDDLE_DOTS = "\u00B7\u30FB\uFF65\u2022\u2219\u22C5";
    private static final String SLASHES = "\u2044\u2215";
    private static final String PLUSES = "\uFE62\u207A\u2795";
    private static final String LINE_ENDS = "\u000B\f\u0085\u2028\u2029";
    private static final List<String> ALIKE =
            List.of(DASHES, STOPS, COMMAS, MIDDLE_DOTS, SLASHES, PLUSES, LINE_ENDS, "\uFE6B");
    private static final String PLAIN = "-.,\u00B7/+\n@";
    /** Between the two ends of a range. */
    private static final int WAVE_DASH = 0x301C;

    private static final int BRAILLE_BLANK = 0x2800;
    private static final int WIDE_FROM = 0xFF01;
    private static final int WIDE_TO = 0xFF5E;
    private static final int WIDE_BY = 0xFEE0;

    private final int[] original;
    private final int[] points;
    private final int[] origins;
    private int length;

    private CharacterFolding(int[] original) {
        this.original = original;
        this.points = new int[original.length];
        this.origins = new int[original.length + 1];
    }

    /** The folding of those code points. */
    static CharacterFolding of(int[] original) {
        CharacterFolding folding = new CharacterFolding(original);
        folding.fold();
        return folding;
    }

    /** Whether a text may read otherwise than it is written. */
    static boolean isNeeded(int[] original) {
        for (int point : original) {
            if (point >= 0x7F || point == '%' || point == '&' || (point < ' ' && point != '\n' && point != '\t')) {
                return true;
            }
        }
        return false;
    }

    /** As it reads. */
    int[] points() {
        return Arrays.copyOf(points, length);
    }

    /** Where each of those is in the original, and the original's end. */
    int[] origins() {
        return Arrays.copyOf(origins, length + 1);
    }

    private void fold() {
        int at = 0;
        while (at < original.length) {
            EncodedCharacter encoded = EncodedCharacter.at(original, at);
            if (encoded.length() > 0 && isInNumber(encoded, at)) {
                add(encoded.point(), at);
                at += encoded.length();
            } else {
                if (!isUnseen(original[at])) {
                    add(folded(at), at);
                }
                at++;
            }
        }
        origins[length] = original.length;
    }

    private void add(int point, int origin) {
        points[length] = point;
        origins[length++] = origin;
    }

    private boolean isInNumber(EncodedCharacter encoded, int at) {
        int next = at + encoded.length();
        boolean goesOn = isOneOf("(+%&", next) || isDigit(next);
        int before = length == 0 ? ' ' : points[length - 1];
        boolean starts = encoded.point() == '+' || encoded.point() == '(';
        return goesOn && (starts || Character.isDigit(before) || " ()-./+".indexOf(before) >= 0);
    }

    private int folded(int at) {
        int point = original[at];
        if (point < 0x80) {
            return LINE_ENDS.indexOf(point) >= 0 ? '\n' : point;
        }
        if (point >= WIDE_FROM && point <= WIDE_TO) {
            return point - WIDE_BY;
        }
        boolean inNumber = isDigit(at - 1) && isDigit(at + 1);
        if (inNumber && DASHES_IN_NUMBERS.indexOf(point) >= 0) {
            return '-';
        }
        return switch (Character.getType(point)) {
            case Character.DASH_PUNCTUATION -> point == WAVE_DASH ? point : '-';
            case Character.SPACE_SEPARATOR -> ' ';
            default -> plain(point);
        };
    }

    private static int plain(int point) {
        if (point > 0xFFFF || Character.isLetterOrDigit(point)) {
            return point;
        }
        for (int i = 0; i < PLAIN.length(); i++) {
            if (ALIKE.get(i).indexOf(point) >= 0) {
                return PLAIN.charAt(i);
            }
        }
        return point == BRAILLE_BLANK ? ' ' : point;
    }

    private boolean isDigit(int at) {
        return at >= 0 && at < original.length && Character.isDigit(original[at]);
    }

    private boolean isOneOf(String characters, int at) {
        return at < original.length && characters.indexOf(original[at]) >= 0;
    }

    /** Format characters, controls that make no line and no column, variation selectors, the frame of keycaps. */
    private static boolean isUnseen(int point) {
        if (point < 0x7F) {
            return point < ' ' && "\t\n\r\u000B\f".indexOf(point) < 0;
        }
        int type = Character.getType(point);
        return type == Character.FORMAT
                || (type == Character.CONTROL && point != 0x85)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0x20E3;
    }
}
