package io.metagate.policy.redaction.scrub;

import java.util.function.Consumer;

/** Recognises IP addresses of version 4: four decimal numbers up to 255 with dots between them and no more numbers around. */
record Ipv4Scanner() implements Scanner {

    private static final int OCTETS = 4;
    private static final int LONGEST_OCTET = 3;

    @Override
    public void scan(Characters text, Consumer<Finding> findings) {
        int at = 0;
        while (at < text.length()) {
            int end = text.isDigit(at) && startsHere(text, at) ? end(text, at) : at;
            if (end > at) {
                findings.accept(new Finding(Kind.IP, at, end));
            }
            at = Math.max(at + 1, end);
        }
    }

    private static boolean startsHere(Characters text, int at) {
        return !text.joins(at - 1) && !(text.is(at - 1, '.') && text.isDigit(at - 2));
    }

    /** Where the address ends that starts there; the start if there is none. */
    private static int end(Characters text, int start) {
        int at = start;
        for (int octet = 1; octet <= OCTETS; octet++) {
            int value = 0;
            int from = at;
            while (text.isDigit(at) && at - from <= LONGEST_OCTET) {
                value = value * 10 + text.digit(at++);
            }
            boolean dotted = octet == OCTETS || text.is(at++, '.');
            if (at == from || at - from > LONGEST_OCTET + 1 || value > 255 || !dotted) {
                return start;
            }
        }
        boolean goesOn = text.joins(at) || (text.is(at, '.') && text.isDigit(at + 1));
        return goesOn ? start : at;
    }
}
