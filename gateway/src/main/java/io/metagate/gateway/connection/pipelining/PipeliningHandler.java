package io.metagate.gateway.connection.pipelining;

import io.metagate.gateway.connection.throttle.PipelinedRequestThrottles;
import io.metagate.gateway.connection.throttle.PipelinedTurn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets the bytes of a connection in, one request at a time: the next one only when the one before is answered and the
 * client has taken so much of what it was sent that the connection can be written to. INVARIANT: what one connection
 * makes the gateway hold is one read ahead and one answer.
 *
 * <p>Hangs up on who sends the head of a request too slowly, or folds its lines (RFC 9112 section 5.2), which the
 * server would join without a word, or speaks another protocol. It sees bytes alone, on the connection's own event
 * loop: nothing is known yet that could be recorded, so such connections are counted. Lines that others may read
 * otherwise reach the server as ones that it refuses.
 */
public final class PipeliningHandler extends ChannelDuplexHandler implements ExchangeTracker.Observer {

    private static final Logger LOG = Logger.getLogger(PipeliningHandler.class);

    /** The server's handler, behind which requests are no longer bytes. */
    private static final String CODEC = "httpEncoder";

    /** So many bytes tell HTTP/2 from HTTP/1 (RFC 9113 section 3.4). */
    private static final int PREFACE = 4;

    private final HeadTimer headTimer;
    private final PipelinedTurn turn;
    private final LingeringClose close;
    private final ExchangeTracker exchanges;
    private final RequestFramer framer;
    private final HeldBytes held = new HeldBytes();
    private Optional<ChannelHandlerContext> handlerContext = Optional.empty();
    private Optional<RequestActivity> activity = Optional.empty();
    private boolean tracking;
    private boolean feeding;
    private boolean paused;
    private int untracked;

    /**
     * Handles one connection.
     *
     * @param headTimeout how long the head of a request may take, and how long the first one may let wait for itself
     * @param api whether it is one to the API, whose every answer is recorded or counted
     * @param throttles those of all event loops
     */
    PipeliningHandler(Duration headTimeout, boolean api, PipelinedRequestThrottles throttles) {
        this.headTimer = new HeadTimer(headTimeout);
        this.turn = new PipelinedTurn(throttles, this::begin);
        this.close = new LingeringClose(headTimeout);
        this.exchanges = new ExchangeTracker(api, this);
        this.framer = new RequestFramer(exchanges);
    }

    /** Adds one to a connection. */
    public static void addTo(
            Channel connection, Duration headTimeout, boolean api, PipelinedRequestThrottles throttles) {
        connection
                .pipeline()
                .addFirst(
                        "pipelining-placement",
                        new HandlerPlacement(new PipeliningHandler(headTimeout, api, throttles)));
    }

    /** The connection is open: who never begins a request is as slow as who never ends its head. */
    void awaitFirst(ChannelHandlerContext placement) {
        headTimer.start(placement.executor(), () -> hangUp(handlerContext.orElse(placement), "slow"));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        handlerContext = Optional.of(context);
        activity = ClientConnection.activity(context.channel());
        ClientConnection.register(context.channel(), this);
    }

    /** The answer to the request in hand is the last: from now on nothing that comes is a request. */
    void beginToClose() {
        handlerContext.ifPresent(context -> {
            close.begin(context);
            context.executor().execute(() -> feed(context));
        });
    }

    /** Whether an answer was to be the last one. */
    boolean isClosing() {
        return close.hasBegun();
    }

    /** The last answer is written. */
    void endClose() {
        handlerContext.ifPresent(close::end);
    }

    /** Hangs up before what is about to be said is. */
    void cut() {
        handlerContext.ifPresent(close::cut);
    }

    @Override
    public void headArrived() {
        headTimer.cancel();
        framer.beginBody();
        if (!activity.map(RequestActivity::begin).orElse(true)) {
            cut();
        }
    }

    @Override
    public void requestArrived() {
        framer.end();
    }

    /** Goes on later: the server has not closed the books on this request yet. */
    @Override
    public void answered() {
        handlerContext.ifPresent(context -> context.executor().execute(() -> {
            activity.ifPresent(RequestActivity::end);
            goOn(context);
        }));
    }

    @Override
    public boolean isSilent() {
        return close.isSilent();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        super.channelWritabilityChanged(context);
        if (context.channel().isWritable()) {
            context.executor().execute(() -> goOn(context));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (close.hasBegun()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            if (held.isEmpty() && framer.isBetweenRequests() && canBegin(context)) {
                turn.grant();
            }
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
        handlerContext.ifPresent(this::readOn);
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
        held.skipEmptyLine(framer);
        while (!held.isEmpty() && !close.hasBegun() && mayGoOn(context)) {
            pass(context);
            held.skipEmptyLine(framer);
        }
        feeding = false;
        awaitTurn(context);
        if (close.hasBegun() || (exchanges.closing() && framer.isBetweenRequests())) {
            held.release();
        }
        if (paused == held.isEmpty()) {
            paused = !held.isEmpty();
            context.channel().config().setAutoRead(!paused);
        }
    }

    private boolean mayGoOn(ChannelHandlerContext context) {
        return !framer.isBetweenRequests() || (turn.mayBegin() && canBegin(context));
    }

    private boolean canBegin(ChannelHandlerContext context) {
        return exchanges.idle() && !exchanges.closing() && context.channel().isWritable();
    }

    /** A request that was there before the answer to the one before had left. */
    private void awaitTurn(ChannelHandlerContext context) {
        if (!held.isEmpty() && !close.hasBegun() && framer.isBetweenRequests() && canBegin(context)) {
            turn.await(context.executor());
        }
    }

    private void pass(ChannelHandlerContext context) {
        ByteBuf bytes = held.first();
        boolean tracked = track(context);
        ByteBuf seen = tracked ? bytes : bytes.slice(bytes.readerIndex(), 1);
        if (!tracked && ++untracked > PREFACE) {
            hangUp(context, "protocol");
            return;
        }
        if (framer.isBetweenRequests()) {
            beginHead(context);
        }
        int length = framer.length(seen);
        if (length == 0) {
            hangUp(context, "folded");
        } else {
            context.fireChannelRead(framer.isMalformed() ? held.takeMalformed(length) : held.take(length));
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

    private void beginHead(ChannelHandlerContext context) {
        framer.beginHead();
        turn.use();
        headTimer.start(context.executor(), () -> hangUp(context, "slow"));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
    private void hangUp(ChannelHandlerContext context, String why) {
        UnauditedResponseMetrics.hungUp(why);
        LOG.debugv("hung up before a request was complete: {0} head", why);
        held.release();
        close.cut(context);
        context.close();
    }

    /** The connection is closed. */
    void forget() {
        headTimer.cancel();
        handlerContext.ifPresent(context -> turn.leave(context.executor()));
        held.release();
    }
}
