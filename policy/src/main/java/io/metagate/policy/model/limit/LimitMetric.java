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

    private final String wireName;
    private final boolean enforced;

    LimitMetric(String wireName, boolean enforced) {
        this.wireName = wireName;
        this.enforced = enforced;
    }

    /** The name of this in a bundle, in headers and in the audit log. */
    public String wireName() {
        return wireName;
    }

    /** Whether anything counts it. */
    public boolean enforced() {
        return enforced;
    }

    /** The measure of that wire name, if there is one. */
    public static Optional<LimitMetric> of(String wireName) {
        return Arrays.stream(values()).filter(m -> m.wireName.equals(wireName)).findFirst();
    }
}
