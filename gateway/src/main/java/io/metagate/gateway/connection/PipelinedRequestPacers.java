package io.metagate.gateway.connection;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.MultithreadEventExecutorGroup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The pacer of each event loop; together they keep to one rate. */
public final class PipelinedRequestPacers {

    private final int perSecond;
    private final Map<EventExecutor, PipelinedRequestPacer> pacers = new ConcurrentHashMap<>();

    /**
     * Shares a rate among all event loops.
     *
     * @param perSecond how many pipelined requests may begin in a second, at least 1
     */
    public PipelinedRequestPacers(int perSecond) {
        this.perSecond = perSecond;
    }

    PipelinedRequestPacer of(EventExecutor loop) {
        return pacers.computeIfAbsent(loop, added -> new PipelinedRequestPacer(added, interval(added)));
    }

    private long interval(EventExecutor loop) {
        long loops = loop.parent() instanceof MultithreadEventExecutorGroup group ? group.executorCount() : 1;
        return loops * TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
}
