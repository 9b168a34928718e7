package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.address.IpAddress;
import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Recognises IP addresses of version 6, with their zones. One with a gap has a digit or four groups, as {@code a::b} is
 * more often a name in a program.
 */
record Ipv6Detector() implements PiiDetector {

    private static final int LONGEST = 45;
    private static final int MANY_COLONS = 4;

    @Override
    public void scan(CodePoints text, Consumer<PiiMatch> findings) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (isInAddress(text, end)) {
                end++;
            }
            if (end > at) {
                scan(text, at, end, findings);
            }
            at = end + 1;
        }
    }

    /** Looks at a stretch of characters that addresses have. */
    private static void scan(CodePoints text, int start, int end, Consumer<PiiMatch> findings) {
        int from = start;
        if (text.joins(start - 1)) {
            while (from < end && !text.is(from, ':')) {
                from++;
            }
        }
        if (text.is(from, ':') && !text.is(from + 1, ':')) {
            from++;
        }
        int to = end;
        while (to > from && (text.is(to - 1, '.') || (text.is(to - 1, ':') && !text.is(to - 2, ':')))) {
            to--;
        }
        if (to - from > 2 && to - from <= LONGEST && !text.joins(to) && isAddress(text.text(from, to))) {
            findings.accept(new PiiMatch(PiiType.IP, from, zoneEnd(text, to)));
        }
    }

    private static boolean isAddress(String text) {
        long colons = text.chars().filter(c -> c == ':').count();
        boolean plain = text.chars().noneMatch(c -> c >= '0' && c <= '9') && colons < MANY_COLONS;
        return colons > 1 && !plain && IpAddress.parse(text).isPresent();
    }

    private static int zoneEnd(CodePoints text, int at) {
        int end = at + 1;
        while (text.joins(end)) {
            end++;
        }
        return text.is(at, '%') && end > at + 1 ? end : at;
    }

    private static boolean isInAddress(CodePoints text, int index) {
        int point = text.at(index);
        return point == ':' || point == '.' || (point >= 0 && point < 0x80 && HexFormat.isHexDigit(point));
    }
}
