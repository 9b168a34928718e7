package io.metagate.gateway.connection.throttle;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.MultithreadEventExecutorGroup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The throttle of each event loop; together they keep to one rate. */
public final class PipelinedRequestThrottles {

    private final int perSecond;
    private final Map<EventExecutor, PipelinedRequestThrottle> throttles = new ConcurrentHashMap<>();

    /**
     * Shares a rate among all event loops.
     *
     * @param perSecond how many pipelined requests may begin in a second, at least 1
     */
    public PipelinedRequestThrottles(int perSecond) {
        this.perSecond = perSecond;
    }

    PipelinedRequestThrottle of(EventExecutor loop) {
        return throttles.computeIfAbsent(loop, added -> new PipelinedRequestThrottle(added, interval(added)));
    }

    private long interval(EventExecutor loop) {
        long loops = loop.parent() instanceof MultithreadEventExecutorGroup group ? group.executorCount() : 1;
        return loops * TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
}
