package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.function.Consumer;

/**
 * Recognises e-mail addresses by their at sign: a mailbox before it, also a quoted one, a domain of two labels or more
 * or an address in brackets behind it. Both of any script. The signs may be encoded or spelled; one spelled without
 * brackets is one only where a dot behind it is spelled too.
 */
record EmailDetector() implements PiiDetector {

    private static final String IN_MAILBOXES = ".!#$%&'*+/=?^_`{|}~-";
    private static final String AROUND_MAILBOXES = ".!#$%&'*/=?^`{|}~-";
    private static final int LONGEST_IN_QUOTES = 64;
    private static final int LONGEST_IN_BRACKETS = 64;

    @Override
    public void scan(CodePoints text, Consumer<PiiMatch> findings) {
        for (int at = 0; at < text.length(); at++) {
            AddressSign sign = AddressSign.at(text, at);
            if (!sign.isMissing()) {
                int end = sign.before(text);
                int from = mailbox(text, end);
                int to = from < end ? domain(text, sign) : from;
                if (to > sign.to()) {
                    findings.accept(new PiiMatch(PiiType.EMAIL, from, to));
                }
            }
        }
    }

    /** Where the mailbox starts that ends there; each character is before one at sign only. */
    private static int mailbox(CodePoints text, int end) {
        if (text.is(end - 1, '"')) {
            return quoted(text, end);
        }
        boolean alone = text.standsAlone(end - 1);
        int from = end;
        while (isInMailbox(text, from - 1) && text.standsAlone(from - 1) == alone) {
            from--;
        }
        while (from < end && AROUND_MAILBOXES.indexOf(text.at(from)) >= 0) {
            from++;
        }
        return from;
    }

    private static int quoted(CodePoints text, int end) {
        for (int from = end - 2; from >= 0 && from > end - LONGEST_IN_QUOTES; from--) {
            if (text.is(from, '"')) {
                return from;
            }
        }
        return end;
    }

    private static boolean isInMailbox(CodePoints text, int index) {
        return text.isInWord(index) || IN_MAILBOXES.indexOf(text.at(index)) >= 0;
    }

    /** Where the domain behind that sign ends; where it starts if there is none. */
    private static int domain(CodePoints text, AddressSign at) {
        int start = at.behind(text);
        if (text.is(start, '[')) {
            return bracketed(text, start);
        }
        boolean plain = at.form() == AddressSign.Form.PLAIN;
        boolean named = at.form() != AddressSign.Form.SPELLED;
        boolean alone = text.standsAlone(start);
        int end = at.to();
        int from = start;
        int to = labelEnd(text, from, alone);
        while (to > from) {
            end = from > start && named && isName(text, from, to) ? to : end;
            AddressSign dot = AddressSign.dot(text, to, !plain);
            named |= dot.form() == AddressSign.Form.SPELLED;
            from = dot.isMissing() ? to : dot.behind(text);
            to = dot.isMissing() ? to : labelEnd(text, from, alone);
        }
        return end;
    }

    private static int labelEnd(CodePoints text, int start, boolean alone) {
        int at = start;
        while ((text.isInWord(at) || text.is(at, '-')) && text.standsAlone(at) == alone) {
            at++;
        }
        return at;
    }

    /** Whether a label can be the last one, unlike a part of a number. */
    private static boolean isName(CodePoints text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!text.isDigit(at) && !text.is(at, '-')) {
                return to - from > 1;
            }
        }
        return false;
    }

    private static int bracketed(CodePoints text, int start) {
        for (int at = start + 1; at < text.length() && at < start + LONGEST_IN_BRACKETS; at++) {
            if (text.is(at, ']')) {
                return at + 1;
            }
        }
        return start;
    }
}
