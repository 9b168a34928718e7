package io.metagate.gateway.message;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** The field {@code Host} (RFC 9110 section 7.2). */
final class HostField {

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{0,5})?");

    private HostField() {}

    /** Whether there is one host, of HTTP/1.0 too: whoever is on the way may tell answers apart by it. */
    static boolean isOne(List<String> values) {
        return values.size() == 1 && isHost(values.get(0));
    }

    /** Whether it is a name or an address, and a port if there is one. */
    static boolean isHost(String text) {
        if (!HOST.matcher(text).matches()) {
            return false;
        }
        try {
            // The framework makes such an address, and would fail.
            return new URI("http://" + text + "/").getRawAuthority().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
