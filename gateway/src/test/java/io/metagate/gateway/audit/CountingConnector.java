package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.ConnectionFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector that counts connections and commits. */
public final class CountingConnector implements ConnectionFactory {

    private final ConnectionFactory real;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    public CountingConnector(ConnectionFactory real) {
        this.real = real;
    }

    public int connections() {
        return connections.get();
    }

    public int commits() {
        return commits.get();
    }

    @Override
    public Connection connect(Duration patience) throws SQLException {
        Connection connection = real.connect(patience);
        connections.incrementAndGet();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("commit")) {
            commits.incrementAndGet();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
