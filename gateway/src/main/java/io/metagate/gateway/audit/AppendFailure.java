package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.SqlFailure;
import java.sql.SQLException;

/**
 * Why records, or what requests keep beside them, cannot be written.
 *
 * @param reason what it means for accesses
 * @param state the SQLSTATE with what its class is, or that what was written was not found again; nothing of a record
 */
record AppendFailure(Reason reason, String state) {

    static AppendFailure of(SQLException e) {
        return new AppendFailure(SqlFailure.reason(e), SqlFailure.described(e));
    }

    boolean refusing() {
        return reason == Reason.REFUSING;
    }
}
