package io.metagate.it.bed;

import io.metagate.demo.database.EmbeddedAuditDatabase;
import io.metagate.demo.machine.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** A PostgreSQL server with an audit log, read past the gateway. */
public final class AuditServer implements AutoCloseable {

    private static Optional<AuditServer> shared = Optional.empty();

    private final String url;
    private final String user;
    private final String password;
    private final Runnable stop;
    private Optional<Connection> open = Optional.empty();

    private AuditServer(String url, String user, String password, Runnable stop) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.stop = stop;
    }

    /** The one that gateways share that leave it alone. */
    public static synchronized AuditServer shared() {
        if (shared.isEmpty()) {
            shared = Optional.of(Optional.ofNullable(System.getenv("METAGATE_TEST_POSTGRES_URL"))
                    .map(AuditServer::attached)
                    .orElseGet(() -> LastWill.stop(own(Workspace.fresh("audit"), LoopbackPort.free()))));
        }
        return shared.get();
    }

    /** One of its own, with the files of that workspace. */
    public static AuditServer own(Workspace workspace, LoopbackPort port) {
        EmbeddedAuditDatabase database = EmbeddedAuditDatabase.start(workspace.database(), port);
        return new AuditServer(database.url(), database.user(), database.password(), database::close);
    }

    private static AuditServer attached(String url) {
        int question = url.indexOf('?');
        Map<String, String> parameters = Arrays.stream(
                        url.substring(question + 1).split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[parameter.length - 1]));
        return new AuditServer(
                url.substring(0, question),
                parameters.getOrDefault("user", ""),
                parameters.getOrDefault("password", ""),
                () -> {});
    }

    /** Where a driver finds it. */
    public String url() {
        return url;
    }

    /** Whose the audit log is. */
    public String user() {
        return user;
    }

    /** The password of that role. */
    public String password() {
        return password;
    }

    /** The process id of the server whose files are in that workspace. */
    public static long pid(Workspace workspace) {
        try {
            return Long.parseLong(Files.readAllLines(workspace.database().resolve("postmaster.pid"))
                    .get(0)
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many records there are. */
    public long count() throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement("SELECT count(*) FROM audit_record");
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The record of that id. */
    public Optional<AuditRow> find(String id) throws SQLException {
        return rows("WHERE id = ?::uuid", id).stream().findFirst();
    }

    /** The records that are newer than that one, oldest first. */
    public List<AuditRow> after(String id) throws SQLException {
        return rows("WHERE id > ?::uuid ORDER BY id", id);
    }

    /** All records. */
    public List<AuditRow> all() throws SQLException {
        return after("00000000-0000-0000-0000-000000000000");
    }

    /** Those of the ids that are the ids of records. */
    public Set<String> among(List<String> ids) throws SQLException {
        Set<String> found = new HashSet<>();
        String query = "SELECT id FROM audit_record WHERE id = ANY (?::uuid[])";
        try (PreparedStatement statement = connection().prepareStatement(query)) {
            statement.setArray(1, connection().createArrayOf("text", ids.toArray()));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(result.getString(1));
                }
            }
        }
        return found;
    }

    /** Changes something in the database, as an administrator might. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one connection; a new one when the server has been away. */
    private synchronized Connection connection() throws SQLException {
        if (open.isEmpty() || !open.get().isValid(1)) {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("currentSchema", "metagate");
            open = Optional.of(DriverManager.getConnection(url, properties));
        }
        return open.get();
    }

    private List<AuditRow> rows(String where, String parameter) throws SQLException {
        String columns = "SELECT id, action, outcome, problem, principal, leaf FROM audit_record ";
        try (PreparedStatement statement = connection().prepareStatement(columns + where)) {
            statement.setString(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                List<AuditRow> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return rows;
            }
        }
    }

    private static AuditRow row(ResultSet result) throws SQLException {
        return new AuditRow(
                result.getString("id"),
                result.getString("action"),
                result.getString("outcome"),
                Optional.ofNullable(result.getString("problem")),
                Optional.ofNullable(result.getString("principal")),
                new String(result.getBytes("leaf"), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        stop.run();
    }
}
