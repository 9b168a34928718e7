package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.function.Consumer;

/**
 * Recognises phone numbers: international ones, ones with a trunk prefix, ones grouped as phone numbers are, and
 * whatever digits follow a word such as "call". Not dates, amounts, account numbers and parts of names.
 */
record PhoneDetector() implements PiiDetector {

    private static final int MOST_GROUPS = 10;
    private static final int USUAL = 9;
    private static final int PAIRS = 4;
    private static final String CURRENCIES = "$€£¥";
    private static final String TIES = "-/.=\\";

    @Override
    public void scan(CodePoints text, Consumer<PiiMatch> findings) {
        int behind = 0;
        for (NumberRun run : NumberRun.in(text)) {
            int first = isIban(run) ? run.groups().size() : 0;
            while (first < run.groups().size()) {
                int end = startsApart(run, first, behind) ? end(run, first) : first;
                if (end > first) {
                    behind = run.groups().get(end - 1).to();
                    findings.accept(new PiiMatch(PiiType.PHONE, run.start(first), behind));
                }
                first = Math.max(first + 1, end);
            }
        }
    }

    /**
     * The group behind the phone number that starts with that group; the group itself if there is none. One over the
     * end of a line or a slash only where there is none of that length within it.
     */
    private static int end(NumberRun run, int first) {
        NumberHint hint = NumberHint.before(run.text(), run.start(first));
        int last = Math.min(run.groups().size(), first + MOST_GROUPS);
        int within = first + 1;
        while (within < last && !run.isBroken(within) && !run.isSlashed(within)) {
            within++;
        }
        int over = within;
        while (over < last && !run.isTabbed(over)) {
            over++;
        }
        int end = longest(run, first, within, hint);
        return over > within && run.count(first, end) < USUAL ? Math.max(end, longest(run, first, over, hint)) : end;
    }

    private static int longest(NumberRun run, int first, int last, NumberHint hint) {
        for (int end = last; end > first; end--) {
            if (endsApart(run, first, end, hint) && new PhoneShape(run, first, end, hint).isPhone()) {
                return end;
            }
        }
        return first;
    }

    /**
     * Whether a number can start with that group; so it can one character behind another number, whatever is between.
     */
    private static boolean startsApart(NumberRun run, int group, int behind) {
        boolean listed = behind > 0 && run.start(group) == behind + 1;
        if (group > 0) {
            return listed || run.isSpaced(group);
        }
        CodePoints text = run.text();
        int before = run.lead() - 1;
        if (text.joins(before) || text.is(before, '#') || isOneOf(text, before, CURRENCIES)) {
            return false;
        }
        boolean tied = !run.isInternational() && isOneOf(text, before, TIES) && text.joins(before - 1);
        return listed
                || ((run.isInternational() || !isTime(run, before))
                        && (!tied || NumberHint.before(text, run.lead()) == NumberHint.PHONE));
    }

    /** Whether minutes or seconds lead and no pairs of digits follow, behind hours or minutes and a colon. */
    private static boolean isTime(NumberRun run, int colon) {
        int pairs = 0;
        while (pairs < run.groups().size() && run.groups().get(pairs).length() == 2) {
            pairs++;
        }
        CodePoints text = run.text();
        boolean before = text.isDigit(colon - 1) && !(text.isDigit(colon - 2) && text.isDigit(colon - 3));
        return text.is(colon, ':') && before && pairs > 0 && pairs < PAIRS;
    }

    private static boolean endsApart(NumberRun run, int first, int end, NumberHint hint) {
        if (end < run.groups().size()) {
            return run.isSpaced(end) || (run.isSlashed(end) && run.count(first, end) >= USUAL);
        }
        CodePoints text = run.text();
        int behind = run.groups().get(end - 1).to();
        int next = text.is(behind, ' ') ? behind + 1 : behind;
        boolean tied = text.is(behind, '-') && text.joins(behind + 1);
        boolean amount = hint == NumberHint.NONE && run.isAmount(first, end) && hasDecimals(text, behind);
        return !text.joins(behind) && !tied && !amount && !isOneOf(text, next, CURRENCIES + "%");
    }

    /** Whether a comma and the two digits at most of an amount are there. */
    private static boolean hasDecimals(CodePoints text, int index) {
        return text.is(index, ',') && text.isDigit(index + 1) && !(text.isDigit(index + 2) && text.isDigit(index + 3));
    }

    private static boolean isOneOf(CodePoints text, int index, String characters) {
        return text.at(index) >= 0 && characters.indexOf(text.at(index)) >= 0;
    }

    /** Two letters and two digits in front, as in an IBAN (ISO 13616). */
    private static boolean isIban(NumberRun run) {
        int first = run.groups().get(0).from();
        return run.groups().get(0).length() == 2
                && isUpperCase(run.text().at(first - 1))
                && isUpperCase(run.text().at(first - 2))
                && !run.text().joins(first - 3);
    }

    private static boolean isUpperCase(int point) {
        return point >= 'A' && point <= 'Z';
    }
}
