package io.metagate.cli.report;

/** What the exit of a command says. */
public final class ExitCode {

    /** What was checked is in order. */
    public static final int OK = 0;

    /** What was checked has problems; they have been printed. */
    public static final int PROBLEMS = 1;

    /** Nothing could be checked: wrong arguments, or something that cannot be read. */
    public static final int UNUSABLE = 2;

    private ExitCode() {}
}
