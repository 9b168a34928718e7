package io.metagate.gateway.message;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The segments of a path, before anything was decoded. */
final class PathSegments {

    /** What means another path (RFC 3986 section 5.2.4). */
    private static final Set<String> DOTS = Set.of(".", "..");

    // What need not be encoded is not (RFC 3986 section 6.2.2): letters, digits, "-._~"; and hexadecimal digits are
    // capitals.
    // Without the semicolon, whose parameters the framework would drop: one path, one resource.
    // Possessive, so that the matcher keeps no way back: a long path would take its thread's stack.
    private static final Pattern CANONICAL = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,=:@-]++"
            + "|%(?!2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])[0-9A-F]{2})++");

    private PathSegments() {}

    /** Those of a path that begins with a slash. */
    static List<String> of(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    /** Whether it is the one spelling of a name: some UTF-8 without control characters, which means no other path. */
    static boolean isOne(String segment) {
        return CANONICAL.matcher(segment).matches()
                && !DOTS.contains(segment)
                && PercentEncoding.decoded(segment)
                        .filter(text -> text.chars().noneMatch(Character::isISOControl))
                        .isPresent();
    }
}
