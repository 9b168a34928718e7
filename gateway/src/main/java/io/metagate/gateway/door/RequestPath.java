package io.metagate.gateway.door;

import java.util.regex.Pattern;

/** The path of a request, before anything was decoded. */
final class RequestPath {

    // Without the semicolon, whose parameters the framework would drop: one path, one resource.
    // Possessive, so that the matcher keeps no way back: a long path would take its thread's stack.
    private static final Pattern RFC_3986 =
            Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,=:@-]++|%[0-9A-Fa-f]{2})*+)++");

    private RequestPath() {}

    /** Whether the path is one of RFC 3986, of valid UTF-8, and without control characters. */
    static boolean isReadable(String path) {
        return RFC_3986.matcher(path).matches()
                && PercentEncoding.decoded(path)
                        .filter(text -> text.chars().noneMatch(Character::isISOControl))
                        .isPresent();
    }
}
