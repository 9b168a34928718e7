package io.metagate.policy.redaction.scrub;

import java.util.List;
import java.util.Set;
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
    private static final Set<String> NATIONAL =
            Set.of("2-2-2-2", "2-4-4", "2-5-4", "3-2-2-2", "3-2-3", "3-3-3", "3-3-4", "3-4-4", "5-5");

    boolean isPhone() {
        int count = run.count(from, to);
        if (count > LONGEST + 2) {
            return false;
        }
        if (from == 0 && run.isInternational()) {
            return count >= SHORTEST && count <= LONGEST;
        }
        if (hint == NumberHint.OTHER || new DateShape(run, from, to).isDate()) {
            return false;
        }
        return (hint == NumberHint.PHONE && count >= SHORTEST_WITH_HINT && count <= LONGEST)
                || (from == 0 && run.isParenthesised() && count >= SHORTEST && count <= 12)
                || isDialledAbroad(count)
                || isDialledWithTrunk(count)
                || isNational();
    }

    /** 00, a country and a number. */
    private boolean isDialledAbroad(int count) {
        String digits = run.digits(from, to);
        return count >= 10 && digits.startsWith("00") && digits.charAt(2) != '0' && length(from) >= 2;
    }

    /** 0, an area and a number. */
    private boolean isDialledWithTrunk(int count) {
        String digits = run.digits(from, to);
        int shortest = to - from == 1 ? 10 : 9;
        return count >= shortest
                && count <= 12
                && digits.charAt(0) == '0'
                && digits.charAt(1) != '0'
                && length(from) >= 2;
    }

    /** Grouped as nobody but a writer of phone numbers would. */
    private boolean isNational() {
        List<String> lengths = run.groups().subList(from, to).stream()
                .map(group -> Integer.toString(group.length()))
                .toList();
        String digits = run.digits(from, to);
        String shape = String.join("-", lengths);
        if (shape.equals("3-4")) {
            return run.separator(from + 1).equals("-") && digits.charAt(0) > '1';
        }
        if (shape.equals("1-3-3-4")) {
            return digits.charAt(0) == '1';
        }
        boolean dotted = separators().contains(".");
        return NATIONAL.contains(shape)
                && separators().size() <= 2
                && (!dotted || shape.equals("3-3-4"))
                && digits.charAt(0) >= (shape.equals("3-3-3") ? '4' : shape.equals("3-4-4") ? '1' : '2');
    }

    private Set<String> separators() {
        return IntStream.range(from + 1, to).mapToObj(run::separator).collect(Collectors.toSet());
    }

    private int length(int group) {
        return run.groups().get(group).length();
    }
}
