package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditDatabase;
import io.metagate.gateway.audit.database.AuditSchema;
import io.metagate.test.Eventually;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of our own that can be killed, stopped in its tracks, and started again where it was. */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path data;
    private EmbeddedPostgres running;

    public PostgresServer() throws IOException {
        this.data = Files.createTempDirectory("metagate-postgres");
        this.running = start(0);
    }

    /** One that runs, for all tests of a class. */
    public static PostgresServer started() {
        try {
            return new PostgresServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database with the schema in it. */
    public AuditSettings database(String name) throws Exception {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement create = connection.createStatement()) {
            create.execute("CREATE DATABASE " + name);
        }
        AuditSettings settings = AuditSettings.of(url(name), USER);
        new AuditSchema(new AuditDatabase(settings)).migrate();
        return settings;
    }

    /** From now on every role but that of tests is asked for its password, and one is not let in at all. */
    public void askForPasswords(String banned) throws Exception {
        Files.writeString(
                data.resolve("pg_hba.conf"),
                "host all " + banned + " all reject\nhost all " + USER
                        + " all trust\nhost all all all scram-sha-256\n");
        execute("SELECT pg_reload_conf()");
        Eventually.holds("the rules count", () -> {
            try (Connection connection = running.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_hba_file_rules")) {
                return rows.next() && rows.getInt(1) == 3;
            }
        });
    }

    /** Where a database of that name is. */
    public String url(String name) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(running.getPort(), name);
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As if the power of the database failed: all of its processes die at once. */
    void kill() throws Exception {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        Eventually.holds("PostgreSQL is dead", () -> processes.stream().noneMatch(PostgresServer::works));
        running.close();
    }

    void startAgain() throws IOException {
        running = start(running.getPort());
    }

    /** Leaves all processes where they are: connections stay open, nothing answers. */
    public void freeze() throws Exception {
        signal("-STOP");
    }

    public void thaw() throws Exception {
        signal("-CONT");
    }

    /** Lets commits wait for a standby that there is not. */
    public void awaitNobody() throws SQLException {
        execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        execute("SELECT pg_reload_conf()");
    }

    /**
     * Puts the server back in order, whatever a test that failed has left of it: a setting under which commits hang
     * would hang all tests behind it.
     */
    public void restore() throws Exception {
        thaw();
        if (processes().stream().noneMatch(PostgresServer::works)) {
            startAgain();
        }
        execute("ALTER SYSTEM RESET ALL");
        execute("SELECT pg_reload_conf()");
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> processes = processes();
        running.close();
        Eventually.holds("PostgreSQL has stopped", () -> processes.stream().noneMatch(PostgresServer::works));
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(Path.of("target", "postgresql").toFile())
                .setPort(port)
                .setServerConfig("fsync", "on")
                // After a kill it recovers first, which takes long on a busy machine.
                .setPGStartupWait(Duration.ofMinutes(1))
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void signal(String signal) throws Exception {
        for (ProcessHandle process : processes()) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    private List<ProcessHandle> processes() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return List.of();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return ProcessHandle.of(pid).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .toList();
    }

    /** A killed process stays a zombie until somebody asks for it, and then has no command any more. */
    private static boolean works(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
