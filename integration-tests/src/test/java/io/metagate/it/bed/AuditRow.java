package io.metagate.it.bed;

import java.util.Optional;

/**
 * One record of the audit log, as it lies in the database.
 *
 * @param problem the code of the problem that was answered, if one was
 * @param principal the pseudonym of who asked; none if the log-in failed
 * @param leaf the evidence itself, in canonical JSON
 */
public record AuditRow(
        String id, String action, String outcome, Optional<String> problem, Optional<String> principal, String leaf) {}
