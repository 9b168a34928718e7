package io.metagate.gateway.connection.pipelining;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/**
 * Takes a connection for idle only if nothing is unsent. Large answers are one write, which ends with its last byte;
 * whoever takes too little of one is hung up on by {@code WriteRateHandler}, and nobody else.
 */
final class IdleConnectionHandler extends IdleStateHandler {

    private IdleConnectionHandler(IdleStateHandler replaced) {
        super(
                replaced.getReaderIdleTimeInMillis(),
                replaced.getWriterIdleTimeInMillis(),
                replaced.getAllIdleTimeInMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Takes the place of the server's own handler, where there is one, and its times. */
    static void replaceIn(ChannelPipeline pipeline) {
        IdleStateHandler replaced = pipeline.get(IdleStateHandler.class);
        if (replaced != null) {
            pipeline.replace(replaced, "idle-connection", new IdleConnectionHandler(replaced));
        }
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) throws Exception {
        var unsent = context.channel().unsafe().outboundBuffer();
        if (unsent == null || unsent.isEmpty()) {
            super.channelIdle(context, event);
        }
    }
}
