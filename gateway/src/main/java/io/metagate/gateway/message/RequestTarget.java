package io.metagate.gateway.message;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request is for (RFC 9112 section 3.2), in origin form or in absolute form.
 *
 * @param path empty if an authority stands alone
 * @param query without its question mark; empty if there is none
 */
record RequestTarget(String path, String query) {

    private static final Pattern QUERY = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})*+");

    /**
     * Reads the target of a request line; empty if it is of no form that this server knows.
     *
     * @param scheme of the connection: in absolute form there is no other
     */
    static Optional<RequestTarget> of(String target, String scheme) {
        if (target.startsWith("/")) {
            return Optional.of(ofOrigin(target));
        }
        String beginning = scheme + "://";
        if (!target.startsWith(beginning)) {
            return Optional.empty();
        }
        int end = endOfAuthority(target, beginning.length());
        return HostField.isHost(target.substring(beginning.length(), end))
                ? Optional.of(ofOrigin(target.substring(end)))
                : Optional.empty();
    }

    private static int endOfAuthority(String target, int begin) {
        int at = begin;
        while (at < target.length() && target.charAt(at) != '/' && target.charAt(at) != '?') {
            at++;
        }
        return at;
    }

    private static RequestTarget ofOrigin(String origin) {
        int question = origin.indexOf('?');
        return question < 0
                ? new RequestTarget(origin, "")
                : new RequestTarget(origin.substring(0, question), origin.substring(question + 1));
    }

    /** Whether the query is one of RFC 3986 section 3.4. */
    boolean hasReadableQuery() {
        return QUERY.matcher(query).matches();
    }

    @Override
    public String toString() {
        return "RequestTarget[?]";
    }
}
