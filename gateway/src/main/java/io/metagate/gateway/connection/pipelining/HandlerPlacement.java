package io.metagate.gateway.connection.pipelining;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;

/**
 * Puts a {@link PipeliningHandler} where it sees what the client said and the server says, not its encryption: behind
 * whatever ends TLS, which is there once the first bytes come, or takes the place of what chooses its certificate.
 */
final class HandlerPlacement extends ChannelInboundHandlerAdapter {

    private static final String NAME = "pipelining";

    private final PipeliningHandler handler;

    HandlerPlacement(PipeliningHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        handler.awaitFirst(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        handler.forget();
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        ChannelPipeline pipeline = context.pipeline();
        if (pipeline.get(AbstractSniHandler.class) == null) {
            ChannelHandlerContext tls = pipeline.context(SslHandler.class);
            pipeline.addAfter(tls == null ? context.name() : tls.name(), NAME, handler);
            pipeline.remove(this);
        }
        context.fireChannelRead(message);
    }
}
