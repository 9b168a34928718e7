package io.metagate.gateway.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hangs up on who sends the head of a request too slowly, or folds its lines (RFC 9112 section 5.2), which the server would join without a word. It sees
 * bytes alone, on the connection's own event loop: nothing is known yet that could be recorded, so such connections are logged and counted.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    private static final Logger LOG = Logger.getLogger(ConnectionGuard.class);
    private static final AttributeKey<ConnectionGuard> KEY = AttributeKey.valueOf(ConnectionGuard.class, "guard");

    private final Duration patience;
    private final HeadLines lines = new HeadLines();
    private final LingeringClose close;
    private Optional<ChannelHandlerContext> place = Optional.empty();
    private Optional<ScheduledFuture<?>> timer = Optional.empty();
    private boolean head = true;

    private ConnectionGuard(Duration patience) {
        this.patience = patience;
        this.close = new LingeringClose(patience);
    }

    static void watch(Channel connection, Duration patience) {
        ConnectionGuard guard = new ConnectionGuard(patience);
        connection.attr(KEY).set(guard);
        connection.pipeline().addFirst("connection-guard-placement", new GuardPlacement(guard));
    }

    /** The head of that request is complete. */
    static void headArrived(HttpServerRequest request) {
        of(request).ifPresent(ConnectionGuard::arrived);
    }

    /** That request is there to its end: what comes now is the next one. */
    static void headExpected(HttpServerRequest request) {
        of(request).ifPresent(ConnectionGuard::expect);
    }

    /** The answer to that request is the last: from now on nothing that comes over its connection is a request. */
    static void beginToClose(HttpServerRequest request) {
        of(request).ifPresent(guard -> guard.place.ifPresent(guard.close::begin));
    }

    /** Whether the answer to an earlier request was to be the last one over the connection of that request. */
    static boolean isClosing(HttpServerRequest request) {
        return of(request).filter(guard -> guard.close.hasBegun()).isPresent();
    }

    /** The last answer is written. */
    static void close(HttpServerRequest request) {
        of(request).ifPresentOrElse(guard -> guard.place.ifPresent(guard.close::end), () -> request.connection()
                .close());
    }

    /** Hangs up before what is about to be said is. */
    static void cut(HttpServerRequest request) {
        UnrecordedAnswers.hungUp("cut");
        LOG.error("hung up before an answer left that nobody had recorded");
        ConnectionGuard guard =
                of(request).orElseThrow(() -> new IllegalStateException("an answer that nobody has recorded"));
        guard.place.ifPresent(guard.close::cut);
    }

    private static Optional<ConnectionGuard> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? Optional.ofNullable(connection.channel().attr(KEY).get())
                : Optional.empty();
    }

    private void arrived() {
        head = false;
        timer.ifPresent(running -> running.cancel(false));
        timer = Optional.empty();
    }

    private void expect() {
        head = true;
        lines.begin();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        place = Optional.of(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (close.hasBegun()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (head && message instanceof ByteBuf bytes) {
            if (timer.isEmpty()) {
                timer = Optional.of(context.executor()
                        .schedule(() -> hangUp(context, "slow"), patience.toMillis(), TimeUnit.MILLISECONDS));
            }
            if (lines.foldedIn(bytes)) {
                bytes.release();
                hangUp(context, "folded");
                return;
            }
            if (lines.over()) {
                arrived();
            }
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (close.isSilent()) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof ByteBuf bytes) {
            UnrecordedAnswers.leaving(bytes);
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        arrived();
        super.channelInactive(context);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
    private static void hangUp(ChannelHandlerContext context, String why) {
        UnrecordedAnswers.hungUp(why);
        LOG.warnv("hung up before a request was complete: {0} head", why);
        context.close();
    }
}
