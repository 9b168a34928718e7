package io.metagate.gateway.audit.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Makes connections to the database of the audit log. */
public interface ConnectionFactory {

    /** A new connection, none of whose calls waits longer for the network than that. */
    Connection connect(Duration timeout) throws SQLException;
}
