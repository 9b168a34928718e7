package io.metagate.policy.redaction.pii;

/**
 * Whether some groups of a row start with a date in numbers, the year first or last.
 *
 * @param run the row
 * @param from the first group
 * @param to the group behind the last one
 */
record DateShape(NumberRun run, int from, int to) {

    private static final int PARTS = 3;

    boolean isDate() {
        if (to - from < PARTS) {
            return false;
        }
        String separator = run.separator(from + 1);
        boolean goesOn = from + PARTS < run.groups().size()
                && run.separator(from + PARTS).equals(separator);
        return separator.length() == 1
                && "-./".contains(separator)
                && run.separator(from + 2).equals(separator)
                && !goesOn
                && (isYear(from) ? isDay(from + 1, from + 2) : isYear(from + 2) && isDay(from, from + 1));
    }

    private boolean isDay(int one, int other) {
        int first = number(one);
        int second = number(other);
        return Math.min(first, second) >= 1 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;
    }

    private boolean isYear(int group) {
        return run.groups().get(group).length() == 4 && number(group) >= 1900 && number(group) < 2100;
    }

    private int number(int group) {
        return run.groups().get(group).length() > 4
                ? Integer.MAX_VALUE
                : Integer.parseInt(run.digits(group, group + 1));
    }
}
