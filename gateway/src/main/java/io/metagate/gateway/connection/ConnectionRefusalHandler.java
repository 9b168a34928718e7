package io.metagate.gateway.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Closes a connection that is beyond the limits as soon as that can be done: the network library would log the address
 * of each that is closed before.
 */
final class ConnectionRefusalHandler extends ChannelInboundHandlerAdapter {

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
    public void channelRegistered(ChannelHandlerContext context) {
        context.close();
    }
}
