package io.metagate.gateway.connection;

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
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Lets the bytes of a connection in, one request at a time: the next one only when the one before is answered and the
 * client has taken so much of what it was sent that the connection can be written to. INVARIANT: what one connection
 * makes the gateway hold is one read ahead and one answer.
 *
 * <p>Hangs up on who sends the head of a request too slowly, or folds its lines (RFC 9112 section 5.2), which the
 * server would join without a word, or speaks another protocol. It sees bytes alone, on the connection's own event
 * loop: nothing is known yet that could be recorded, so such connections are counted.
 */
public final class PipeliningHandler extends ChannelDuplexHandler implements ExchangeTracker.Observer {

    private static final Logger LOG = Logger.getLogger(PipeliningHandler.class);

    /** The server's handler, behind which requests are no longer bytes. */
    private static final String CODEC = "httpEncoder";

    /** So many bytes tell HTTP/2 from HTTP/1 (RFC 9113 section 3.4). */
    private static final int PREFACE = 4;

    private static final AttributeKey<PipeliningHandler> KEY = AttributeKey.valueOf(PipeliningHandler.class, "guard");

    private enum State {
        BETWEEN_REQUESTS,
        HEAD,
        BODY
    }

    private final Duration patience;
    private final PipelinedRequestPacers pacers;
    private final Runnable turn = this::begin;
    private final HeaderLineScanner lines = new HeaderLineScanner();
    private final LingeringClose close;
    private final ExchangeTracker exchanges;
    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private Optional<ChannelHandlerContext> place = Optional.empty();
    private Optional<ScheduledFuture<?>> timer = Optional.empty();
    private State state = State.BETWEEN_REQUESTS;
    private boolean tracking;
    private boolean feeding;
    private boolean paused;
    private boolean mayBegin;
    private boolean waiting;
    private int untracked;

    /**
     * Guards one connection.
     *
     * @param patience how long the head of a request may take
     * @param api whether it is one to the API, whose every answer is recorded or counted
     * @param pacers those of all event loops
     */
    PipeliningHandler(Duration patience, boolean api, PipelinedRequestPacers pacers) {
        this.patience = patience;
        this.pacers = pacers;
        this.close = new LingeringClose(patience);
        this.exchanges = new ExchangeTracker(api, this);
    }

    /** Sets a guard on a connection. */
    public static void watch(Channel connection, Duration patience, boolean api, PipelinedRequestPacers pacers) {
        connection
                .pipeline()
                .addFirst(
                        "connection-guard-placement",
                        new HandlerPlacement(new PipeliningHandler(patience, api, pacers)));
    }

    /** Whether the connection of a request is guarded at all; else nothing may be answered over it. */
    public static boolean guards(HttpServerRequest request) {
        return of(request).isPresent();
    }

    /** The answer to that request is the last: from now on nothing that comes over its connection is a request. */
    public static void beginToClose(HttpServerRequest request) {
        of(request).ifPresent(guard -> guard.place.ifPresent(guard::beginToClose));
    }

    /** Whether the answer to an earlier request was to be the last one over the connection of that request. */
    public static boolean isClosing(HttpServerRequest request) {
        return of(request).filter(guard -> guard.close.hasBegun()).isPresent();
    }

    /** The last answer is written. */
    public static void close(HttpServerRequest request) {
        of(request).ifPresentOrElse(guard -> guard.place.ifPresent(guard.close::end), () -> request.connection()
                .close());
    }

    /** Hangs up before what is about to be said is. */
    public static void cut(HttpServerRequest request) {
        UnauditedResponseMetrics.hungUp("cut");
        LOG.error("hung up before an answer left that nobody had recorded");
        PipeliningHandler guard =
                of(request).orElseThrow(() -> new IllegalStateException("an answer that nobody has recorded"));
        guard.place.ifPresent(guard.close::cut);
    }

    private static Optional<PipeliningHandler> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? Optional.ofNullable(connection.channel().attr(KEY).get())
                : Optional.empty();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        place = Optional.of(context);
        context.channel().attr(KEY).set(this);
    }

    private void beginToClose(ChannelHandlerContext context) {
        close.begin(context);
        context.executor().execute(() -> feed(context));
    }

    @Override
    public void headArrived() {
        timer.ifPresent(running -> running.cancel(false));
        timer = Optional.empty();
        state = State.BODY;
    }

    @Override
    public void requestArrived() {
        state = State.BETWEEN_REQUESTS;
        lines.begin();
    }

    /** Goes on later: the server has not closed the books on this request yet. */
    @Override
    public void answered() {
        place.ifPresent(context -> context.executor().execute(() -> goOn(context)));
    }

    @Override
    public boolean isSilent() {
        return close.isSilent();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        super.channelWritabilityChanged(context);
        if (context.channel().isWritable()) {
            answered();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (close.hasBegun()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            mayBegin |= held.isEmpty() && state == State.BETWEEN_REQUESTS && canBegin(context);
            held.add(bytes);
            feed(context);
        } else {
            super.channelRead(context, message);
        }
    }

    /** Vert.x turns reading on where a request wants its body; it stays off while there is something to read here. */
    @Override
    public void read(ChannelHandlerContext context) throws Exception {
        if (paused) {
            context.channel().config().setAutoRead(false);
        } else {
            super.read(context);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (close.isSilent()) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        forget();
        super.channelInactive(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void goOn(ChannelHandlerContext context) {
        if (!held.isEmpty()) {
            readOn(context);
        }
    }

    private void begin() {
        waiting = false;
        mayBegin = true;
        place.ifPresent(this::readOn);
    }

    private void readOn(ChannelHandlerContext context) {
        feed(context);
        context.fireChannelReadComplete();
    }

    private void feed(ChannelHandlerContext context) {
        if (feeding) {
            return;
        }
        feeding = true;
        while (!held.isEmpty() && !close.hasBegun() && mayGoOn(context)) {
            pass(context);
        }
        feeding = false;
        awaitTurn(context);
        if (close.hasBegun() || (exchanges.closing() && state == State.BETWEEN_REQUESTS)) {
            drop();
        }
        if (paused == held.isEmpty()) {
            paused = !held.isEmpty();
            context.channel().config().setAutoRead(!paused);
        }
    }

    private boolean mayGoOn(ChannelHandlerContext context) {
        return state != State.BETWEEN_REQUESTS || (mayBegin && canBegin(context));
    }

    private boolean canBegin(ChannelHandlerContext context) {
        return exchanges.idle() && !exchanges.closing() && context.channel().isWritable();
    }

    /** A request that was there before the answer to the one before had left. */
    private void awaitTurn(ChannelHandlerContext context) {
        if (!held.isEmpty()
                && !close.hasBegun()
                && !waiting
                && state == State.BETWEEN_REQUESTS
                && !mayBegin
                && canBegin(context)) {
            waiting = true;
            pacers.of(context.executor()).await(turn);
        }
    }

    private void pass(ChannelHandlerContext context) {
        ByteBuf bytes = held.element();
        boolean tracked = track(context);
        ByteBuf seen = tracked ? bytes : bytes.slice(bytes.readerIndex(), 1);
        if (!tracked && ++untracked > PREFACE) {
            hangUp(context, "protocol");
            return;
        }
        int length = state == State.BODY ? ofBody(seen) : ofHead(context, seen);
        if (length == 0) {
            hangUp(context, "folded");
        } else if (length < bytes.readableBytes()) {
            context.fireChannelRead(bytes.readRetainedSlice(length));
        } else {
            held.remove();
            context.fireChannelRead(bytes);
        }
    }

    /**
     * Whether exchanges are followed: on the management port, the server builds its handlers once it has seen which
     * HTTP is spoken.
     */
    private boolean track(ChannelHandlerContext context) {
        if (!tracking && context.pipeline().get(CODEC) != null) {
            context.pipeline().addAfter(CODEC, "exchange-tracker", exchanges);
            IdleConnectionHandler.replaceIn(context.pipeline());
            tracking = true;
        }
        return tracking;
    }

    /**
     * How many of these bytes belong to the head; none if it has a folded line, or was over before the server saw its
     * beginning, as the server skips what no request begins with. INVARIANT: a head is there when the server says so,
     * and was looked at to its end (P6).
     */
    private int ofHead(ChannelHandlerContext context, ByteBuf bytes) {
        if (state == State.BETWEEN_REQUESTS) {
            state = State.HEAD;
            mayBegin = false;
            timer = Optional.of(context.executor()
                    .schedule(() -> hangUp(context, "slow"), patience.toMillis(), TimeUnit.MILLISECONDS));
        }
        if (lines.foldedIn(bytes)) {
            return 0;
        }
        return lines.seen();
    }

    /**
     * How many of these bytes are passed at once, so that none is of the next request: a body without a length ends
     * with a line.
     */
    private int ofBody(ByteBuf bytes) {
        if (exchanges.left() > 0) {
            return (int) Math.min(exchanges.left(), bytes.readableBytes());
        }
        int line = bytes.bytesBefore((byte) '\n');
        return line < 0 ? bytes.readableBytes() : line + 1;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
    private void hangUp(ChannelHandlerContext context, String why) {
        UnauditedResponseMetrics.hungUp(why);
        LOG.debugv("hung up before a request was complete: {0} head", why);
        drop();
        close.cut(context);
        context.close();
    }

    private void forget() {
        timer.ifPresent(running -> running.cancel(false));
        timer = Optional.empty();
        place.ifPresent(context -> pacers.of(context.executor()).leave(turn));
        drop();
    }

    private void drop() {
        held.forEach(ByteBuf::release);
        held.clear();
    }
}
