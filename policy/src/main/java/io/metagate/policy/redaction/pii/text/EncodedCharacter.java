package io.metagate.policy.redaction.pii.text;

import java.util.Map;

/**
 * A character of numbers that is written percent-encoded or as an entity.
 *
 * @param point the character
 * @param length how many characters stand for it; 0 if there is none
 */
record EncodedCharacter(int point, int length) {

    private static final EncodedCharacter NONE = new EncodedCharacter(' ', 0);
    private static final int ENCODED = 3;
    private static final String IN_NUMBERS = "+ ()-./\t\n\r,;:";
    private static final Map<String, Character> ENTITIES = Map.of(
            "&nbsp;", ' ', "&#160;", ' ', "&#xa0;", ' ', "&#32;", ' ', "&plus;", '+', "&#43;", '+', "&#x2b;", '+',
            "&#45;", '-', "&#8209;", '-', "&#8211;", '-');

    /** The one that starts there. */
    static EncodedCharacter at(int[] text, int at) {
        if (text[at] == '%' && at + ENCODED <= text.length) {
            int high = Character.digit(text[at + 1], 16);
            int low = Character.digit(text[at + 2], 16);
            boolean inNumbers = high >= 0 && low >= 0 && IN_NUMBERS.indexOf(16 * high + low) >= 0;
            return inNumbers ? new EncodedCharacter(16 * high + low, ENCODED) : NONE;
        }
        if (text[at] == '&') {
            for (Map.Entry<String, Character> entity : ENTITIES.entrySet()) {
                if (isThere(text, at, entity.getKey())) {
                    return new EncodedCharacter(
                            entity.getValue(), entity.getKey().length());
                }
            }
        }
        return NONE;
    }

    private static boolean isThere(int[] text, int at, String entity) {
        for (int i = 0; i < entity.length(); i++) {
            if (at + i >= text.length || Character.toLowerCase(text[at + i]) != entity.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
