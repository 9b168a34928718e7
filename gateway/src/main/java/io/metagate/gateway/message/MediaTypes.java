package io.metagate.gateway.message;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The fields {@code Content-Type} and {@code Accept} (RFC 9110 sections 8.3 and 12.5.1). They may be long: nothing here
 * recurses over them.
 */
final class MediaTypes {

    private static final int MAX_LENGTH = 1024;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    /** A name in a media range, where the star has a meaning of its own. */
    private static final String NAME = "[!#$%&'+.^_`|~0-9A-Za-z-]++";

    private static final String VALUE = "(?:" + TOKEN + "|\"[^\"\\\\]*+\")";
    private static final String SEMICOLON = "[ \\t]*+;[ \\t]*+";
    private static final String PARAMETERS = "(?:" + SEMICOLON + TOKEN + "=" + VALUE + ")*+";
    private static final Pattern TYPE = Pattern.compile("[ \\t]*+" + NAME + "/" + NAME + PARAMETERS + "[ \\t]*+");

    /**
     * Of parameters, the weight (RFC 9110 section 12.4.2) stands once, and is a number between 0 and 1 with three
     * decimals at most.
     */
    private static final String OTHERS = "(?:" + SEMICOLON + "(?![Qq]=)" + TOKEN + "=" + VALUE + ")*+";

    private static final String WEIGHT = "[Qq]=(?:0(?:\\.[0-9]{0,3}+)?+|1(?:\\.0{0,3}+)?+)";
    private static final Pattern RANGE = Pattern.compile("[ \\t]*+(?:" + NAME + "/" + NAME + "|" + NAME
            + "/\\*|\\*/\\*|\\*)" + OTHERS + "(?:" + SEMICOLON + WEIGHT + ")?+" + OTHERS + "[ \\t]*+");

    private static final Pattern CHARSET = Pattern.compile("(?i);[ \\t]*+charset=(\"[^\"]*+\"|[^; \\t]*+)");

    private MediaTypes() {}

    /** Whether there is none, or one. */
    static boolean isMediaType(List<String> values) {
        return values.size() <= 1
                && values.stream()
                        .allMatch(value -> value.length() <= MAX_LENGTH
                                && TYPE.matcher(value).matches()
                                && isUtf8(value));
    }

    /** Whether no other charset is named than that which all bodies are read in (RFC 8259 section 8.1). */
    private static boolean isUtf8(String mediaType) {
        return CHARSET.matcher(mediaType)
                .results()
                .allMatch(charset -> charset.group(1).replace("\"", "").equalsIgnoreCase("utf-8"));
    }

    /** Whether they are lists of media ranges, each with its weight; elements may be empty (RFC 9110 section 5.6.1). */
    static boolean areMediaRanges(List<String> values) {
        String joined = String.join(",", values);
        if (joined.length() > MAX_LENGTH) {
            return false;
        }
        for (String range : joined.split(",", -1)) {
            if (!range.isBlank() && !RANGE.matcher(range).matches()) {
                return false;
            }
        }
        return true;
    }
}
