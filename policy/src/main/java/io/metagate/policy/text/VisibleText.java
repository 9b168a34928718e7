package io.metagate.policy.text;

import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * Text as it is shown in logs, terminals and messages: whatever has no form of its own, ends a line, steers a terminal
 * or turns the direction of reading stands there as an escape such as {@code \\u001b}, so that no name can pretend to
 * be something else.
 */
public final class VisibleText {

    /**
     * What is invisible in spite of its category: fillers and joiners of scripts, selectors of variants, a blank
     * pattern of Braille.
     */
    private static final int[][] BLANK_RANGES = {
        {0x034F, 0x034F},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x2800, 0x2800},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFFA0, 0xFFA0},
        {0xE0000, 0xE0FFF}
    };

    private VisibleText() {}

    /** The text in one line, in which every character can be seen. */
    public static String of(String text) {
        if (firstInvisible(text).isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isInvisible(character)) {
                for (char unit : Character.toChars(character)) {
                    shown.append("\\u").append(HexFormat.of().toHexDigits(unit));
                }
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    /** The first character that cannot be seen or told from a space, if there is one. */
    public static OptionalInt firstInvisible(String text) {
        return text.codePoints().filter(VisibleText::isInvisible).findFirst();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            default -> isBlank(character);
        };
    }

    private static boolean isBlank(int character) {
        for (int[] range : BLANK_RANGES) {
            if (range[0] <= character && character <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
