package io.metagate.gateway.connection;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.MultithreadEventExecutorGroup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pacer of each event loop; together they keep to one rate. */
public final class PipelinedRequestPacers {

    private final int perSecond;
    private final Map<EventExecutor, PipelinedRequestPacer> pacers = new ConcurrentHashMap<>();

    /**
     * Shares a rate among all event loops.
     *
     * @param perSecond how many pipelined requests may begin in a second
     */
    public PipelinedRequestPacers(int perSecond) {
        this.perSecond = perSecond;
    }

    PipelinedRequestPacer of(EventExecutor loop) {
        return pacers.computeIfAbsent(loop, added -> new PipelinedRequestPacer(added, share(added)));
    }

    private int share(EventExecutor loop) {
        int loops = loop.parent() instanceof MultithreadEventExecutorGroup group ? group.executorCount() : 1;
        return Math.max(1, perSecond / loops);
    }
}
