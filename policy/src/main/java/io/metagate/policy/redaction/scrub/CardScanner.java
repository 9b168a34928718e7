package io.metagate.policy.redaction.scrub;

import java.util.function.Consumer;

/**
 * Recognises the numbers of payment cards: 13 to 19 digits with a Luhn check digit, in a range that issuers of cards have (ISO/IEC 7812),
 * with at most a space or a hyphen between groups.
 */
record CardScanner() implements Scanner {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int SHORTEST_GROUP = 2;

    @Override
    public void scan(Characters text, Consumer<Finding> findings) {
        for (NumberRun run : NumberRun.in(text)) {
            int first = 0;
            while (first < run.groups().size()) {
                int end = startsApart(run, first) ? end(run, first) : first;
                if (end > first) {
                    findings.accept(new Finding(
                            Kind.CARD,
                            run.groups().get(first).from(),
                            run.groups().get(end - 1).to()));
                }
                first = Math.max(first + 1, end);
            }
        }
    }

    /** The group behind the longest card number that starts with that group; the group itself if there is none. */
    private static int end(NumberRun run, int first) {
        int end = first;
        int count = 0;
        for (int group = first; group < run.groups().size(); group++) {
            int length = run.groups().get(group).length();
            count += length;
            if (length < SHORTEST_GROUP || count > LONGEST || (group > first && !run.isClose(group))) {
                break;
            }
            if (count >= SHORTEST && endsApart(run, group + 1) && isCard(run.digits(first, group + 1))) {
                end = group + 1;
            }
        }
        return end;
    }

    private static boolean startsApart(NumberRun run, int group) {
        Characters text = run.text();
        int before = run.groups().get(group).from() - 1;
        return group > 0 ? run.isSpaced(group) : !text.joins(before) && !run.isInternational();
    }

    private static boolean endsApart(NumberRun run, int end) {
        return end < run.groups().size()
                ? run.isSpaced(end)
                : !run.text().joins(run.groups().get(end - 1).to());
    }

    private static boolean isCard(String digits) {
        return isIssued(digits) && hasCheckDigit(digits);
    }

    private static boolean isIssued(String digits) {
        int length = digits.length();
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        return switch (two / 10) {
            case 2 -> four >= 2221 && four <= 2720 && length == 16;
            case 3 -> isIssuedWithThree(two, length);
            case 4 -> length == 13 || length == 16 || length == 19;
            case 5 -> two == 50 || two > 55 || length == 16;
            case 6 -> true;
            default -> false;
        };
    }

    private static boolean isIssuedWithThree(int two, int length) {
        return switch (two) {
            case 34, 37 -> length == 15;
            case 35 -> length >= 16;
            case 30, 36, 38, 39 -> length >= 14;
            default -> false;
        };
    }

    /** ISO/IEC 7812-1, annex B. */
    private static boolean hasCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
