package io.metagate.demo;

/** Why the demo cannot go on, in one line for the person at the terminal. */
final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailure(String line) {
        super(line);
    }

    DemoFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
