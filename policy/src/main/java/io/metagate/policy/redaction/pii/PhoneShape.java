package io.metagate.policy.redaction.pii;

import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether some groups of a row are a phone number, by the ways in which numbers are written in many countries.
 *
 * @param run the row
 * @param from the first group
 * @param to the group behind the last one
 * @param hint what the words before say
 */
record PhoneShape(NumberRun run, int from, int to, NumberHint hint) {

    private static final int SHORTEST = 7;
    private static final int SHORTEST_WITH_HINT = 6;
    private static final int LONGEST = 15;
    private static final int LONGEST_NATIONAL = 12;
    private static final int MOST_GROUPS = 5;

    boolean isPhone() {
        int count = run.count(from, to);
        if (count < SHORTEST_WITH_HINT || count > LONGEST + 2) {
            return false;
        }
        if (from == 0 && run.isInternational()) {
            return count >= SHORTEST && count <= LONGEST;
        }
        if (hint == NumberHint.OTHER || isOfWords() || new DateShape(run, from, to).isDate()) {
            return false;
        }
        return (hint == NumberHint.PHONE && count >= SHORTEST_WITH_HINT && count <= LONGEST)
                || (run.isParenthesised(from) && count >= SHORTEST && count <= LONGEST_NATIONAL)
                || isDialled(run.digits(from, to));
    }

    private boolean isDialled(String digits) {
        return isDialledAbroad(digits)
                || isDialledWithTrunk(digits)
                || (to - from <= MOST_GROUPS && isNational(digits));
    }

    /** 00, a country and a number. */
    private boolean isDialledAbroad(String digits) {
        return digits.length() >= 10 && digits.startsWith("00") && digits.charAt(2) != '0' && length(from) >= 2;
    }

    /** 0, an area and a number. */
    private boolean isDialledWithTrunk(String digits) {
        int shortest = to - from == 1 ? 10 : 9;
        return digits.length() >= shortest
                && digits.length() <= LONGEST_NATIONAL
                && digits.charAt(0) == '0'
                && digits.charAt(1) != '0'
                && (length(from) >= 2 || run.separator(from + 1).contains("("));
    }

    /** Grouped as nobody but a writer of phone numbers would. */
    private boolean isNational(String digits) {
        if (hasBreak()) {
            return false;
        }
        char first = digits.charAt(0);
        return switch (shape()) {
            case "1-3-3-2-2" -> first == '7' || first == '8';
            case "3-3-2-2", "2-3-2-2" -> first >= '2' && isEven() && !isDotted();
            case "3-4" -> first >= '2' && run.separator(from + 1).equals("-");
            case "1-3-3-4" -> first == '1';
            case "3-3-4" -> first >= '2' && isEven();
            case "3-3-3" -> first >= '4' && isEven() && !isDotted();
            case "3-4-4" -> first >= '1' && isEven() && !isDotted();
            case "2-2-2-2", "2-4-4", "2-5-4", "3-2-2-2", "3-2-3", "5-5" -> first >= '2' && isEven() && !isDotted();
            default -> false;
        };
    }

    private String shape() {
        StringBuilder lengths = new StringBuilder();
        for (int group = from; group < to; group++) {
            lengths.append(group == from ? "" : "-").append(length(group));
        }
        return lengths.toString();
    }

    /** Whether at most two separators are in use. */
    private boolean isEven() {
        return separators().size() <= 2;
    }

    private boolean isDotted() {
        return separators().contains(".") || separators().contains("\u00B7");
    }

    /** Whether underscores part it, as words are parted in names of files and variables. */
    private boolean isOfWords() {
        return hasSeparator(run::isUnderscored);
    }

    private boolean hasBreak() {
        return hasSeparator(run::isBroken);
    }

    private boolean hasSeparator(IntPredicate wanted) {
        for (int group = from + 1; group < to; group++) {
            if (wanted.test(group)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> separators() {
        return IntStream.range(from + 1, to).mapToObj(run::separator).collect(Collectors.toSet());
    }

    private int length(int group) {
        return run.groups().get(group).length();
    }
}
