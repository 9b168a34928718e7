package io.metagate.gateway.audit.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Makes connections to no database, and notes what is done to them. */
final class MemoryConnections implements ConnectionFactory {

    private static final List<String> NOTED = List.of("setAutoCommit", "commit", "rollback", "abort", "close");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Optional<SQLException> refusal = Optional.empty();
    private volatile Optional<SQLWarning> warning = Optional.empty();
    private volatile boolean broken;

    /** What was done, in order. */
    List<String> calls() {
        return calls;
    }

    /** How often that was done. */
    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    /** Makes no connection any more. */
    void refuse(SQLException thrown) {
        refusal = Optional.of(thrown);
    }

    /** Each commit leaves that warning. */
    void warn(SQLWarning left) {
        warning = Optional.of(left);
    }

    /** Nothing can be rolled back any more. */
    void breakDown() {
        broken = true;
    }

    @Override
    public Connection connect(Duration patience) throws SQLException {
        calls.add("connect " + patience.toMillis());
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return proxy(Connection.class, this::call);
    }

    private @Nullable Object call(Object connection, Method method, Object @Nullable [] arguments) throws SQLException {
        String name = method.getName();
        if (NOTED.contains(name)) {
            calls.add(name);
        }
        if (broken && name.equals("rollback")) {
            throw new SQLException("broken", "08006");
        }
        return switch (name) {
            case "prepareStatement" -> statement(String.valueOf(arguments == null ? "" : arguments[0]));
            case "getWarnings" -> warning.orElse(null);
            default -> null;
        };
    }

    private Object statement(String sql) {
        List<String> set = new CopyOnWriteArrayList<>();
        return proxy(PreparedStatement.class, (statement, method, arguments) -> {
            if (method.getName().equals("setString")) {
                set.add(Arrays.toString(arguments));
            } else if (method.getName().equals("execute")) {
                calls.add(sql + " " + set);
            }
            return method.getReturnType() == boolean.class ? false : null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
