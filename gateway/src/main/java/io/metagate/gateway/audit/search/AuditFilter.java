package io.metagate.gateway.audit.search;

import java.util.Locale;

/** A part of a record to search by. */
public enum AuditFilter {
    PRINCIPAL,
    CLIENT,
    COLLECTION,
    ACTION,
    PURPOSE,
    OUTCOME;

    /** Its name in the auditor's API, and of the column that repeats it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
