package io.metagate.gateway.connection;

import io.metagate.gateway.connection.pipelining.RequestActivity;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.Optional;

/**
 * Holds the lease of a connection while a request is under way: from the end of its head until its answer is taken.
 * Sits near the socket, so that it sees what leaves. Belongs to the connection's event loop.
 */
final class RequestLease extends ChannelDuplexHandler implements RequestActivity {

    private final ConnectionLease lease;
    private Optional<Runnable> held = Optional.empty();
    private boolean answered;
    private int unsent;

    RequestLease(ConnectionLease lease) {
        this.lease = lease;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        lease.ready();
    }

    @Override
    public boolean begin() {
        answered = false;
        if (held.isEmpty()) {
            held = lease.hold();
        }
        return held.isPresent();
    }

    @Override
    public void end() {
        answered = true;
        releaseOnceTaken();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (held.isEmpty()) {
            super.write(context, message, promise);
            return;
        }
        unsent++;
        super.write(context, message, promise.unvoid().addListener(sent -> {
            unsent--;
            releaseOnceTaken();
        }));
    }

    /** The connection is closed. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
    }

    private void releaseOnceTaken() {
        if (answered && unsent == 0) {
            release();
        }
    }

    private void release() {
        held.ifPresent(Runnable::run);
        held = Optional.empty();
    }
}
