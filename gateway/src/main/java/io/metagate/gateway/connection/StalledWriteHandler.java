package io.metagate.gateway.connection;

import io.micrometer.core.instrument.Metrics;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Closes the connection of a client that takes nothing of what it is sent. Whoever takes a little now and then is not meant: what that costs is bounded
 * by what may be unsent.
 */
final class StalledWriteHandler extends IdleStateHandler {

    private static final Logger LOG = Logger.getLogger(StalledWriteHandler.class);

    /**
     * Watches one connection.
     *
     * @param timeout how long nothing may be taken: the connection is closed after that, and before twice that
     */
    StalledWriteHandler(Duration timeout) {
        super(true, 0, timeout.toMillis(), 0, TimeUnit.MILLISECONDS);
    }

    /** Nothing was taken since this was called last, or, if it is the first time, since a write was complete. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        ChannelOutboundBuffer unsent = context.channel().unsafe().outboundBuffer();
        if (!event.isFirst() && unsent != null && unsent.totalPendingWriteBytes() > 0) {
            LOG.warn("hung up on a client that does not read its answer");
            Metrics.counter("metagate.http.write.timeouts").increment();
            // From here on towards the socket: all gentler ways first wait for what is on its way to be taken.
            context.close();
        }
    }
}
