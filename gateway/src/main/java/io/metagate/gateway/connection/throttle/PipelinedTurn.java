package io.metagate.gateway.connection.throttle;

import io.netty.util.concurrent.EventExecutor;

/**
 * Whether the next request of a connection may begin: at once where it came after the answer to the one before had
 * left, else when its turn comes. Belongs to the connection's event loop.
 */
public final class PipelinedTurn {

    private final PipelinedRequestThrottles throttles;
    private final Runnable goOn;
    private final Runnable come = this::come;
    private boolean mayBegin;
    private boolean waiting;

    /**
     * Gives turns to one connection.
     *
     * @param goOn runs when its turn has come
     */
    public PipelinedTurn(PipelinedRequestThrottles throttles, Runnable goOn) {
        this.throttles = throttles;
        this.goOn = goOn;
    }

    public boolean mayBegin() {
        return mayBegin;
    }

    /** The next request needs no turn. */
    public void grant() {
        mayBegin = true;
    }

    /** It has begun: the one behind it needs a turn of its own. */
    public void use() {
        mayBegin = false;
    }

    /** Waits for a turn, unless it does already or needs none. */
    public void await(EventExecutor loop) {
        if (!mayBegin && !waiting) {
            waiting = true;
            throttles.of(loop).await(come);
        }
    }

    /** Wants no turn any more. */
    public void leave(EventExecutor loop) {
        throttles.of(loop).leave(come);
    }

    private void come() {
        waiting = false;
        mayBegin = true;
        goOn.run();
    }
}
