package io.metagate.policy.model.limit;

import java.util.Arrays;
import java.util.Optional;

/** What a limit counts. */
public enum LimitMetric {
    /** Requests. */
    REQUESTS("requests", true),
    /** Values that are looked up in fields that are not read in clear. */
    PROBES("probes", true),
    /** Records that leave. */
    RECORDS("records", false),
    /** Bytes of records that leave. */
    BYTES("bytes", false),
    /** People whose records leave. */
    DATA_SUBJECTS("dataSubjects", false);

    private final String written;
    private final boolean enforced;

    LimitMetric(String written, boolean enforced) {
        this.written = written;
        this.enforced = enforced;
    }

    /** The name of this in a bundle, in headers and in the audit log. */
    public String written() {
        return written;
    }

    /** Whether anything counts it. */
    public boolean enforced() {
        return enforced;
    }

    /** The measure of that written name, if there is one. */
    public static Optional<LimitMetric> of(String written) {
        return Arrays.stream(values()).filter(m -> m.written.equals(written)).findFirst();
    }
}
