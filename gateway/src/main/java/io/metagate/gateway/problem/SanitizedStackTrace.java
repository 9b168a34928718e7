package io.metagate.gateway.problem;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where in the code an exception comes from, without what it says. */
public final class SanitizedStackTrace {

    private static final int FRAMES = 8;

    private SanitizedStackTrace() {}

    /** The frames that threw it, and the types and frames of its causes. */
    public static String of(Throwable thrown) {
        String frames = Arrays.stream(thrown.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        Throwable cause = thrown.getCause();
        return cause == null
                ? frames
                : frames + " caused by " + cause.getClass().getName() + " at " + of(cause);
    }
}
