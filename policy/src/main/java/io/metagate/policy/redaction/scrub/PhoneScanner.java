package io.metagate.policy.redaction.scrub;

import java.util.function.Consumer;

/**
 * Recognises phone numbers: international ones, ones with a trunk prefix, ones grouped as phone numbers are, and whatever digits follow a
 * word such as "call". Not dates, amounts, account numbers and parts of names.
 */
record PhoneScanner() implements Scanner {

    private static final int MOST_GROUPS = 10;
    private static final String CURRENCIES = "$€£¥";
    private static final String TIES = "-/.=\\";

    @Override
    public void scan(Characters text, Consumer<Finding> findings) {
        for (NumberRun run : NumberRun.in(text)) {
            int first = isIban(run) ? run.groups().size() : 0;
            while (first < run.groups().size()) {
                int end = startsApart(run, first) ? end(run, first) : first;
                if (end > first) {
                    findings.accept(new Finding(
                            Kind.PHONE,
                            run.start(first),
                            run.groups().get(end - 1).to()));
                }
                first = Math.max(first + 1, end);
            }
        }
    }

    /** The group behind the longest phone number that starts with that group; the group itself if there is none. */
    private static int end(NumberRun run, int first) {
        NumberHint hint = NumberHint.before(run.text(), run.start(first));
        for (int end = Math.min(run.groups().size(), first + MOST_GROUPS); end > first; end--) {
            if (endsApart(run, end) && new PhoneShape(run, first, end, hint).isPhone()) {
                return end;
            }
        }
        return first;
    }

    private static boolean startsApart(NumberRun run, int group) {
        if (group > 0) {
            return run.isSpaced(group);
        }
        Characters text = run.text();
        int before = run.lead() - 1;
        if (text.joins(before) || text.is(before, '#') || isOneOf(text, before, CURRENCIES)) {
            return false;
        }
        boolean tied = !run.isInternational() && isOneOf(text, before, TIES) && text.joins(before - 1);
        boolean goesOn = (text.is(before, ',') || text.is(before, ':')) && text.isDigit(before - 1);
        return !goesOn && (!tied || NumberHint.before(text, run.lead()) == NumberHint.PHONE);
    }

    private static boolean endsApart(NumberRun run, int end) {
        if (end < run.groups().size()) {
            return run.isSpaced(end);
        }
        Characters text = run.text();
        int behind = run.groups().get(end - 1).to();
        int next = text.is(behind, ' ') ? behind + 1 : behind;
        boolean tied = text.is(behind, '-') && text.joins(behind + 1);
        boolean goesOn = (text.is(behind, ',') || text.is(behind, ':')) && text.isDigit(behind + 1);
        return !text.joins(behind) && !tied && !goesOn && !isOneOf(text, next, CURRENCIES + "%");
    }

    private static boolean isOneOf(Characters text, int index, String characters) {
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
