package io.metagate.cli.doctor;

import java.util.List;

/** The configuration cannot be read; says which keys are wrong, and nothing of what they are set to. */
public final class DoctorConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    DoctorConfigException(List<String> problems) {
        super(String.join("\n", problems));
    }

    /** A line for each problem. */
    public List<String> problems() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
