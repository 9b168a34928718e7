package io.metagate.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The timers that are set on a request's Vert.x. */
final class CountedTimers {

    private final Set<Long> pending = ConcurrentHashMap.newKeySet();

    /** How many of them were neither cancelled nor came due. */
    int pending() {
        return pending.size();
    }

    /** The same request, on a Vert.x that counts. */
    RoutingContext of(RoutingContext exchange) {
        Vertx counting = counting(exchange.vertx());
        return proxy(
                RoutingContext.class,
                exchange,
                (method, arguments) -> method.equals("vertx") ? Optional.of(counting) : Optional.empty());
    }

    private Vertx counting(Vertx vertx) {
        return proxy(Vertx.class, vertx, (method, arguments) -> switch (method) {
            case "setTimer" -> Optional.of(set(vertx, (long) arguments[0], arguments[1]));
            case "cancelTimer" -> Optional.of(vertx.cancelTimer((long) arguments[0]) && pending.remove(arguments[0]));
            default -> Optional.empty();
        });
    }

    @SuppressWarnings("unchecked")
    private long set(Vertx vertx, long millis, Object handler) {
        long timer = vertx.setTimer(millis, due -> {
            pending.remove(due);
            ((Handler<Long>) handler).handle(due);
        });
        pending.add(timer);
        return timer;
    }

    private static <T> T proxy(Class<T> type, T real, Replacement replacement) {
        return type.cast(Proxy.newProxyInstance(
                CountedTimers.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Optional<Object> own = replacement.call(method.getName(), arguments);
                    if (own.isPresent()) {
                        return own.get();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** What is called instead of a method, if anything is. */
    private interface Replacement {
        Optional<Object> call(String method, Object[] arguments);
    }
}
