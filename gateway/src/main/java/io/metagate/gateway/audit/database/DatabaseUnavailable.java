package io.metagate.gateway.audit.database;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The database of the audit log cannot be used. The message is one line for an operator, without a password. */
public class DatabaseUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * A trouble that a setting mends.
     *
     * @param key of that setting, below {@code metagate.audit}
     */
    DatabaseUnavailable(String key, String message, Throwable cause) {
        super(message, cause);
        this.key = key;
    }

    /** The key of the configuration that is most likely wrong. */
    public String key() {
        return "metagate.audit." + key;
    }

    /** That nobody gets a connection. */
    static DatabaseUnavailable unconnected(AuditDatabase database, SQLException e) {
        String server = "PostgreSQL at " + database.address();
        return switch (SqlFailure.state(e)) {
            case "28P01" ->
                new DatabaseUnavailable(
                        "password", server + " does not take the password of this role, or does not know the role", e);
            case "28000" -> new DatabaseUnavailable("user", server + " does not let this role in: " + line(e), e);
            case "42501" -> new DatabaseUnavailable("user", server + ": this role may not connect to the database", e);
            case "3D000" -> new DatabaseUnavailable("url", server + ": the server has no database of that name", e);
            case "53300" -> new DatabaseUnavailable("url", server + " has no connection left", e);
            case "57P03" -> new DatabaseUnavailable("url", server + " is starting or stopping", e);
            default -> unreached(server, e);
        };
    }

    /** That the tables cannot be brought up to date. */
    static DatabaseUnavailable unmigrated(AuditDatabase database, Exception e) {
        String server = "PostgreSQL at " + database.address();
        Optional<SQLException> answer = causes(e)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
        String state = answer.map(SqlFailure::state).orElse("");
        if (state.equals("42501")) {
            return new DatabaseUnavailable(
                    "user",
                    server + ": this role may not make its tables: " + line(answer.get())
                            + "; let it own the database, or make a schema for it: " + database.schemaCommand(),
                    e);
        }
        return new DatabaseUnavailable(
                "url",
                server + " cannot be brought up to date: "
                        + line(answer.<Exception>map(s -> s).orElse(e)),
                e);
    }

    private static DatabaseUnavailable unreached(String server, SQLException e) {
        if (String.valueOf(e.getMessage()).contains("password")) {
            return new DatabaseUnavailable("password", server + " asks for a password", e);
        }
        String why = causes(e)
                .map(DatabaseUnavailable::said)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> " does not answer: " + line(e));
        return new DatabaseUnavailable("url", server + why, e);
    }

    private static Optional<String> said(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Optional.of(": there is no host of that name");
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of(" does not answer in time");
        }
        if (cause instanceof SSLException) {
            return Optional.of(": no TLS as the URL asks for it: " + line(cause));
        }
        return cause instanceof ConnectException
                ? Optional.of(" does not answer: nothing takes connections there")
                : Optional.empty();
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(8);
    }

    private static String line(Throwable e) {
        List<String> lines = String.valueOf(e.getMessage()).strip().lines().toList();
        return lines.isEmpty() ? "" : lines.get(0);
    }
}
