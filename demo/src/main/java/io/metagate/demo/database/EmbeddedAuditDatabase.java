package io.metagate.demo.database;

import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.machine.PrivateFolder;
import io.metagate.demo.machine.StrayProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * A real PostgreSQL on loopback with one empty database for the audit log. It keeps what it holds in its folder:
 * closing it and starting another on the same folder continues where it stopped, on the same port if asked so.
 */
public final class EmbeddedAuditDatabase implements AutoCloseable {

    private static final String NAME = "metagate";
    private static final String ACCESS_RULES = """
            host metagate metagate 127.0.0.1/32 scram-sha-256
            host all postgres 127.0.0.1/32 scram-sha-256
            """;

    private final EmbeddedPostgres postgres;
    private final DatabasePasswords passwords;
    private final StrayProcess postmaster;

    private EmbeddedAuditDatabase(EmbeddedPostgres postgres, DatabasePasswords passwords, StrayProcess postmaster) {
        this.postgres = postgres;
        this.passwords = passwords;
        this.postmaster = postmaster;
    }

    /** Starts it with programs that are kept in the home of this user. */
    public static EmbeddedAuditDatabase start(Path folder, LoopbackPort port) {
        return start(folder, Path.of(System.getProperty("user.home"), ".cache", "metagate", "postgresql"), port);
    }

    /**
     * Starts it; what an earlier run left running on this folder is ended first.
     *
     * @param folder what it holds, with the passwords of its roles
     * @param programs where PostgreSQL is unpacked to, unless it is there
     */
    public static EmbeddedAuditDatabase start(Path folder, Path programs, LoopbackPort port) {
        Path data = folder.toAbsolutePath().normalize();
        StrayProcess postmaster = new StrayProcess(data.resolve("postmaster.pid"), data.toString());
        postmaster.end();
        try {
            new PrivateFolder(programs).create();
            DatabasePasswords passwords = DatabasePasswords.of(data);
            EmbeddedPostgres postgres =
                    settings(data, programs, passwords, port).start();
            prepare(postgres, passwords);
            return new EmbeddedAuditDatabase(postgres, passwords, postmaster);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException("PostgreSQL did not start in " + data, e);
        }
    }

    /** Where a driver finds it. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + NAME;
    }

    /** The role that owns the database. */
    public String user() {
        return NAME;
    }

    /** That role's password. */
    public String password() {
        return passwords.owner();
    }

    /** A new connection as the role that owns the database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    /** Stops it: what is under way is broken off, what is committed stays. Returns when its process is gone. */
    @Override
    public void close() {
        Optional<ProcessHandle> process = postmaster.running();
        try {
            postgres.close();
            // The library gives up after some seconds, and never waits for the very end.
            process.ifPresent(StrayProcess::end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder settings(
            Path data, Path programs, DatabasePasswords passwords, LoopbackPort port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                // else it unpacks what it runs below the folder for temporary files, where every user of the machine
                // may write
                .setOverrideWorkingDirectory(programs.toFile())
                // an option of initdb, which gives the superuser its password
                .setLocaleConfig("pwfile", passwords.superuserFile().toString())
                .setConnectConfig("password", passwords.superuser())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port.number())
                .setLocaleConfig("locale", "C")
                // The library starts PostgreSQL as tests like it. An audit log needs a database that keeps what it has
                // confirmed.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setDataDirectoryCustomizer(made -> restrictAccess(made, passwords));
    }

    private static void restrictAccess(File data, DatabasePasswords passwords) {
        try {
            passwords.keep();
            Files.writeString(data.toPath().resolve("pg_hba.conf"), ACCESS_RULES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare(EmbeddedPostgres postgres, DatabasePasswords passwords) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase(Map.of("password", passwords.superuser()))
                        .getConnection();
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN");
            }
            statement.execute("ALTER ROLE " + NAME + " PASSWORD '" + passwords.owner() + "'");
            if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        } catch (SQLException e) {
            postgres.close();
            throw new IllegalStateException("the database could not be prepared", e);
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }
}
