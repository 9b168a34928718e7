package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.ConnectionFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connector whose connections break after they have committed what has some words in it, before they can say so. What
 * is tried, and no record, is left alone.
 */
final class LostCommits implements ConnectionFactory {

    private static final String PROBE = "audit_probe";

    private final ConnectionFactory real;
    private final String words;
    private final AtomicInteger lost = new AtomicInteger();

    LostCommits(ConnectionFactory real, String words) {
        this.real = real;
        this.words = words;
    }

    int lost() {
        return lost.get();
    }

    @Override
    public Connection connect(Duration patience) throws SQLException {
        Connection connection = real.connect(patience);
        StringBuilder prepared = new StringBuilder();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, prepared, method, arguments));
    }

    private Object call(Connection connection, StringBuilder prepared, Method method, Object[] arguments)
            throws Throwable {
        if (method.getName().equals("prepareStatement")) {
            prepared.append(arguments[0]);
        }
        Object result = result(connection, method, arguments);
        if (method.getName().equals("commit")) {
            boolean losing = prepared.indexOf(words) >= 0 && prepared.indexOf(PROBE) < 0;
            prepared.setLength(0);
            if (losing) {
                lost.incrementAndGet();
                throw new SQLException("the connection is broken", "08006");
            }
        }
        return result;
    }

    private static Object result(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
