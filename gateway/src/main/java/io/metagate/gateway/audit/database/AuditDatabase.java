package io.metagate.gateway.audit.database;

import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL database that keeps the audit log. */
@ApplicationScoped
public class AuditDatabase implements ConnectionFactory {

    private static final String APPLICATION = "metagate-audit";

    private final AuditConfig config;

    @Inject
    public AuditDatabase(AuditConfig config) {
        this.config = config;
    }

    @Override
    public Connection connect(Duration timeout) throws SQLException {
        Connection connection = dataSource(timeout).getConnection();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
        return connection;
    }

    /** Makes connections, none of whose calls waits longer for the network than that, in whole seconds. */
    public DataSource dataSource(Duration timeout) throws SQLException {
        PGSimpleDataSource source = located(config.url());
        source.setUser(config.user());
        config.password().ifPresent(source::setPassword);
        for (Map.Entry<String, String> property : properties(timeout).entrySet()) {
            source.setProperty(property.getKey(), property.getValue());
        }
        return source;
    }

    /**
     * Makes connections as {@link #dataSource} does, for a pool. Whatever the URL says of the same properties does not
     * count.
     */
    AgroalConnectionFactoryConfigurationSupplier pooled(Duration timeout) {
        AgroalConnectionFactoryConfigurationSupplier factory = new AgroalConnectionFactoryConfigurationSupplier()
                .connectionProviderClass(PGSimpleDataSource.class)
                .jdbcUrl(config.url())
                .principal(new NamePrincipal(config.user()));
        config.password().map(SimplePassword::new).ifPresent(factory::credential);
        properties(timeout).forEach(factory::jdbcProperty);
        return factory;
    }

    private Map<String, String> properties(Duration timeout) {
        String seconds = Long.toString(Math.max(1, timeout.plusMillis(999).toSeconds()));
        return Map.of(
                "connectTimeout", seconds,
                "socketTimeout", seconds,
                "tcpKeepAlive", "true",
                "ApplicationName", APPLICATION,
                "currentSchema", config.schema());
    }

    /** Where it is, for people: {@code host:port/database}. */
    public String address() {
        PGSimpleDataSource source = located(config.url());
        return source.getServerNames()[0] + ":" + source.getPortNumbers()[0] + "/" + source.getDatabaseName();
    }

    /** The schema of the tables. */
    String schema() {
        return config.schema();
    }

    /** What an administrator says to make the schema for the role. */
    String schemaCommand() {
        return "CREATE SCHEMA " + config.schema() + " AUTHORIZATION " + config.user();
    }

    /** Whether that is the JDBC URL of a PostgreSQL database. */
    public static boolean isLocation(String url) {
        try {
            located(url);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static PGSimpleDataSource located(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
            return source;
        } catch (IllegalArgumentException e) {
            // Without the driver's message: it repeats the URL, and a URL may have a password in it.
            throw new IllegalArgumentException("metagate.audit.url is not jdbc:postgresql://host:port/database");
        }
    }
}
