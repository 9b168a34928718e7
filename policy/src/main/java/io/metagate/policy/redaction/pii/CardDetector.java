package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Recognises the numbers of payment cards: 13 to 19 digits with a Luhn check digit, in a range that issuers of cards
 * have (ISO/IEC 7812), with a space or a hyphen between groups; with anything that parts numbers where the groups are
 * those on cards.
 */
record CardDetector() implements PiiDetector {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int SHORTEST_GROUP = 2;
    private static final int WIDEST_GAP = 3;
    private static final Set<String> ON_CARDS = Set.of("4444", "44443", "465", "464");

    @Override
    public void scan(CodePoints text, Consumer<PiiMatch> findings) {
        for (NumberRun run : NumberRun.in(text)) {
            int first = 0;
            while (first < run.groups().size()) {
                int end = startsApart(run, first) ? end(run, first) : first;
                if (end > first) {
                    findings.accept(new PiiMatch(
                            PiiType.CARD,
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
        boolean close = true;
        StringBuilder lengths = new StringBuilder();
        for (int group = first; group < run.groups().size(); group++) {
            int length = run.groups().get(group).length();
            count += length;
            close = close && (group == first || run.isClose(group));
            if (length < SHORTEST_GROUP || count > LONGEST || isFar(run, first, group)) {
                break;
            }
            lengths.append(length);
            boolean grouped = close || ON_CARDS.contains(lengths.toString());
            if (count >= SHORTEST
                    && grouped
                    && endsApart(run, first, group + 1)
                    && isCard(run.digits(first, group + 1))) {
                end = group + 1;
            }
        }
        return end;
    }

    private static boolean isFar(NumberRun run, int first, int group) {
        return group > first
                && run.groups().get(group).from() - run.groups().get(group - 1).to() > WIDEST_GAP;
    }

    private static boolean startsApart(NumberRun run, int group) {
        int before = run.groups().get(group).from() - 1;
        return group > 0 ? run.isSpaced(group) : isApart(run.text(), before) && !run.isInternational();
    }

    /** Whether a space, another separator than the number has, or no digit is behind. */
    private static boolean endsApart(NumberRun run, int first, int end) {
        if (end == run.groups().size()) {
            return isApart(run.text(), run.groups().get(end - 1).to());
        }
        boolean parted = end == first + 1 || !run.separator(end).equals(run.separator(first + 1));
        return parted || run.isSpaced(end);
    }

    private static boolean isApart(CodePoints text, int index) {
        return !text.joins(index) || text.is(index, '_');
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
