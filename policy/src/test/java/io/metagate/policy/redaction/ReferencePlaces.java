package io.metagate.policy.redaction;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The masks of addresses and of paths, with the platform's reader of addresses and with patterns. */
final class ReferencePlaces {

    private static final Pattern DRIVE = Pattern.compile("(?s)([A-Za-z]:(?=[/\\\\]))?(.*)");
    private static final String OCTET = "(0|[1-9][0-9]{0,2})";

    private ReferencePlaces() {}

    static String address(String text) {
        boolean four = text.matches(OCTET + "(\\." + OCTET + "){3}");
        boolean six = text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        if (!four && !six) {
            return "***";
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            byte[] bytes = address.getAddress();
            if (address instanceof Inet4Address) {
                return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + ".0/24";
            }
            String groups = group(bytes, 0) + ":" + group(bytes, 2) + ":" + group(bytes, 4);
            return groups.startsWith("2002:") ? "***" : groups.replaceAll("(^|:)0(:0)*$", "") + "::/48";
        } catch (UnknownHostException notAnAddress) {
            return "***";
        }
    }

    static String path(String text) {
        if (text.replaceAll("[/\\\\]", "").isEmpty()
                || text.replaceAll("[^/\\\\]", "").length() > 64
                || text.chars().anyMatch(c -> c < 32 || (c >= 127 && c < 160))) {
            return "***";
        }
        Matcher drive = DRIVE.matcher(text);
        if (!drive.matches()) {
            throw new AssertionError();
        }
        List<String> parts = List.of(drive.group(2).split("(?<=[/\\\\])|(?=[/\\\\])"));
        StringBuilder path = new StringBuilder(drive.group(1) == null ? "" : drive.group(1));
        for (int i = 0; i < parts.size(); i++) {
            path.append(part(parts, i));
        }
        return path.toString();
    }

    private static String part(List<String> parts, int index) {
        String part = parts.get(index);
        if (isSeparator(part)) {
            return part;
        }
        if (index == parts.size() - 1) {
            String name = index == 0 ? part.replaceFirst("^[A-Za-z]:", "") : part;
            return "***" + (isOfPerson(String.join("", parts.subList(0, index)), name) ? "" : extension(name));
        }
        boolean top = index == 1 && isSeparator(parts.get(0));
        boolean below = parts.subList(index + 1, parts.size()).stream().anyMatch(name -> !isSeparator(name));
        return top && below && List.of("home", "users", "srv").contains(part.toLowerCase(java.util.Locale.ROOT))
                ? part
                : "***";
    }

    /** With those extensions only that random paths have. */
    private static String extension(String name) {
        return name.replaceFirst("(?si)^[.]*[^.].*?((\\.(tar|gz|pdf))?\\.gz|\\.pdf|\\.tar)$|.*", "$1");
    }

    /** With those folders only that random paths have. */
    private static boolean isOfPerson(String folder, String name) {
        String resolved = folder.replaceAll("(?<=^|[/\\\\])\\.[/\\\\]+", "");
        for (String before = ""; !before.equals(resolved); ) {
            before = resolved;
            resolved = resolved.replaceFirst("(^|[/\\\\])(?!\\.\\.[/\\\\])[^/\\\\]+[/\\\\]+\\.\\.(?=[/\\\\])", "$1");
        }
        return name.matches("(?s)~.*|.*[%:].*")
                || resolved.matches("(?s).*%[^/\\\\]*[/\\\\]+([^/\\\\]{1,2}[/\\\\]+)*")
                || folder.matches("(?s)[/\\\\]{2}[^/\\\\]*[/\\\\]*")
                || resolved.matches(
                        "(?is)(.*[^\\p{L}\\p{M}])?(home|users|mail)([^\\p{L}\\p{M}/\\\\][^/\\\\]*)?[/\\\\]+([^/\\\\]{1,2}[/\\\\]+)*");
    }

    private static boolean isSeparator(String part) {
        return part.equals("/") || part.equals("\\");
    }

    private static String group(byte[] bytes, int at) {
        return Integer.toHexString(((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF));
    }
}
