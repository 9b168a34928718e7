package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of groups of digits with up to three spaces, hyphens, dots, slashes, parentheses, underscores, tabs or line
 * ends between two groups.
 *
 * @param text the text
 * @param lead its first character: a plus sign or a parenthesis where there is one before the first digit
 * @param groups at least one
 */
record NumberRun(CodePoints text, int lead, List<Group> groups) {

    private static final String LINE_ENDS = "\n\r";
    private static final String SPACES = " \t" + LINE_ENDS;
    private static final String SEPARATORS = SPACES + "-./()_\u00B7";
    private static final int WIDEST_GAP = 3;

    /**
     * Digits at the characters {@code [from, to)}.
     *
     * @param from the first of them
     * @param to the character behind the last one
     */
    record Group(int from, int to) {
        int length() {
            return to - from;
        }
    }

    NumberRun {
        groups = List.copyOf(groups);
    }

    /** All longest rows of a text. */
    static List<NumberRun> in(CodePoints text) {
        List<NumberRun> runs = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.isDigit(at)) {
                List<Group> groups = groups(text, at);
                runs.add(new NumberRun(text, lead(text, groups), groups));
                at = groups.get(groups.size() - 1).to();
            } else {
                at++;
            }
        }
        return runs;
    }

    /** Whether a plus sign leads. */
    boolean isInternational() {
        return isPlus(text, groups.get(0).from() - 1);
    }

    /** Whether that group is in parentheses. */
    boolean isParenthesised(int group) {
        return text.is(start(group), '(');
    }

    /** Whether those groups are the thousands of a number without a plus sign, a parenthesis or a zero before it. */
    boolean isAmount(int from, int to) {
        boolean plain = start(from) == groups.get(from).from()
                && text.digit(groups.get(from).from()) != 0;
        for (int group = from + 1; group < to; group++) {
            plain &= groups.get(group).length() == 3;
        }
        return plain;
    }

    /** The characters between a group and the one before it. */
    String separator(int group) {
        return text.text(groups.get(group - 1).to(), groups.get(group).from());
    }

    /** Whether there is a space between a group and the one before it. */
    boolean isSpaced(int group) {
        return hasBefore(group, SPACES);
    }

    /** Whether there is a tab or the end of a line between a group and the one before it. */
    boolean isBroken(int group) {
        return hasBefore(group, "\t" + LINE_ENDS);
    }

    /** Whether there is a tab between a group and the one before it. */
    boolean isTabbed(int group) {
        return hasBefore(group, "\t");
    }

    /** Whether there is a slash between a group and the one before it. */
    boolean isSlashed(int group) {
        return hasBefore(group, "/");
    }

    /** Whether there is an underscore between a group and the one before it. */
    boolean isUnderscored(int group) {
        return hasBefore(group, "_");
    }

    /** Whether there is one space or hyphen between a group and the one before it. */
    boolean isClose(int group) {
        int at = groups.get(group - 1).to();
        return groups.get(group).from() == at + 1 && (text.is(at, ' ') || text.is(at, '-'));
    }

    private boolean hasBefore(int group, String characters) {
        for (int at = groups.get(group - 1).to(); at < groups.get(group).from(); at++) {
            if (characters.indexOf(text.at(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where what the groups from one to before the other say starts. */
    int start(int group) {
        Group first = groups.get(group);
        boolean parenthesised = text.is(first.from() - 1, '(') && text.is(first.to(), ')');
        return group == 0 ? lead : first.from() - (parenthesised ? 1 : 0);
    }

    /** The digits of the groups from one to before the other, as ASCII. */
    String digits(int from, int to) {
        StringBuilder digits = new StringBuilder();
        for (Group group : groups.subList(from, to)) {
            for (int at = group.from(); at < group.to(); at++) {
                digits.append(text.digit(at));
            }
        }
        return digits.toString();
    }

    /** How many digits the groups from one to before the other have. */
    int count(int from, int to) {
        int count = 0;
        for (int group = from; group < to; group++) {
            count += groups.get(group).length();
        }
        return count;
    }

    private static List<Group> groups(CodePoints text, int start) {
        List<Group> groups = new ArrayList<>();
        int at = start;
        while (text.isDigit(at)) {
            int end = at;
            while (text.isDigit(end)) {
                end++;
            }
            groups.add(new Group(at, end));
            at = end;
            while (at < end + WIDEST_GAP && text.at(at) >= 0 && SEPARATORS.indexOf(text.at(at)) >= 0) {
                at++;
            }
        }
        return groups;
    }

    private static int lead(CodePoints text, List<Group> groups) {
        int first = groups.get(0).from();
        int lead = isPlus(text, first - 1) ? first - 1 : first;
        boolean closed = groups.size() > 1 && text.is(groups.get(0).to(), ')');
        return closed && text.is(lead - 1, '(') ? lead - 1 : lead;
    }

    private static boolean isPlus(CodePoints text, int index) {
        return text.is(index, '+');
    }
}
