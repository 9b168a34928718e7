package io.metagate.gateway.connection.pipelining;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection behind an answer (RFC 9112 section 9.6). What still comes is read and thrown away, as no two
 * readers need agree on where a request in it begins; nothing more is said; and the client has some time to read the
 * answer before the connection is gone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
final class LingeringClose {

    private final Duration linger;
    private volatile boolean begun;
    private volatile boolean silent;

    LingeringClose(Duration linger) {
        this.linger = linger;
    }

    /** Whether what comes is thrown away. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether what would be said is thrown away. */
    boolean isSilent() {
        return silent;
    }

    /** From here on nothing that comes is a request. */
    void begin(ChannelHandlerContext context) {
        begun = true;
        context.channel().config().setAutoRead(true);
    }

    /** The last answer is written. Must be called after its last byte, and before anybody writes another. */
    void end(ChannelHandlerContext context) {
        if (context.executor().inEventLoop()) {
            hangUpPolitely(context);
        } else {
            context.executor().execute(() -> hangUpPolitely(context));
        }
    }

    /** Nothing more is said, not even what is about to be. */
    void cut(ChannelHandlerContext context) {
        begun = true;
        silent = true;
        context.executor().execute(context::close);
    }

    private void hangUpPolitely(ChannelHandlerContext context) {
        silent = true;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> linger(context));
    }

    private void linger(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (context.channel() instanceof DuplexChannel socket) {
            socket.shutdownOutput();
        }
        var end = context.executor().schedule(() -> context.close(), linger.toMillis(), TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener(closed -> end.cancel(false));
    }
}
