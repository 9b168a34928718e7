package io.metagate.audit.text;

import java.util.List;
import java.util.Optional;

/**
 * Text that a stranger may have chosen, made fit for a leaf and for a column of a database. It is cut rather than
 * refused: a long or odd name must not keep an access out of the log (P3).
 */
public final class UntrustedText {

    /** Bytes of a name in JSON. */
    static final int NAME = 256;
    /** Bytes of a filter's shape in JSON. */
    public static final int SHAPE = 4096;

    private static final int REPLACEMENT = 0xFFFD;
    private static final String CUT = "…";

    private UntrustedText() {}

    public static Optional<String> name(Optional<String> raw) {
        return raw.map(r -> fit(r, NAME));
    }

    public static List<String> names(List<String> raw) {
        return raw.stream().map(r -> fit(r, NAME)).toList();
    }

    /**
     * The text in at most that many bytes of JSON, with an ellipsis where it was cut, without NUL and lone surrogates.
     */
    public static String fit(String raw, int mostBytes) {
        StringBuilder kept = new StringBuilder(Math.min(raw.length(), mostBytes));
        int bytes = 0;
        int beforeCut = 0;
        for (int at = 0; at < raw.length(); at += Character.charCount(raw.codePointAt(at))) {
            int codePoint = storable(raw.codePointAt(at));
            bytes += bytesInJson(codePoint);
            if (bytes > mostBytes) {
                kept.setLength(beforeCut);
                return kept.append(CUT).toString();
            }
            kept.appendCodePoint(codePoint);
            beforeCut = bytes <= mostBytes - 3 ? kept.length() : beforeCut;
        }
        return kept.toString();
    }

    private static int storable(int codePoint) {
        boolean loneSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return codePoint == 0 || loneSurrogate ? REPLACEMENT : codePoint;
    }

    private static int bytesInJson(int codePoint) {
        if (codePoint < 0x20) {
            return 6;
        }
        if (codePoint < 0x80) {
            return codePoint == '"' || codePoint == '\\' ? 2 : 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
