package io.metagate.gateway.connection.pipelining;

import io.netty.util.concurrent.EventExecutor;

/**
 * Whether the next request of a connection may begin: at once where it came after the answer to the one before had
 * left, else when its turn comes. Belongs to the connection's event loop.
 */
final class PipelinedTurn {

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
    PipelinedTurn(PipelinedRequestThrottles throttles, Runnable goOn) {
        this.throttles = throttles;
        this.goOn = goOn;
    }

    boolean mayBegin() {
        return mayBegin;
    }

    /** The next request needs no turn. */
    void grant() {
        mayBegin = true;
    }

    /** It has begun: the one behind it needs a turn of its own. */
    void use() {
        mayBegin = false;
    }

    /** Waits for a turn, unless it does already or needs none. */
    void await(EventExecutor loop) {
        if (!mayBegin && !waiting) {
            waiting = true;
            throttles.of(loop).await(come);
        }
    }

    /** Wants no turn any more. */
    void leave(EventExecutor loop) {
        throttles.of(loop).leave(come);
    }

    private void come() {
        waiting = false;
        mayBegin = true;
        goOn.run();
    }
}
