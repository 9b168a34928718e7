package io.metagate.gateway.connection;

import io.micrometer.core.instrument.Metrics;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Closes the connection of a client that takes too little of what it is sent: while something is unsent without a
 * break, it must take so many bytes in each period. Sits next to the socket, so that it sees what leaves.
 */
final class WriteRateHandler extends ChannelDuplexHandler {

    private static final Logger LOG = Logger.getLogger(WriteRateHandler.class);

    private final long period;
    private final long least;
    private final LongSupplier nanos;
    private Optional<ScheduledFuture<?>> check = Optional.empty();
    private int unsent;
    private long complete;
    private long begin;
    private long takenAtBegin;

    /**
     * Watches one connection.
     *
     * @param period how long a client has to take the least that it must, or all that there is
     * @param rate how many bytes it must take, on average, in each second of a period
     */
    WriteRateHandler(Duration period, long rate) {
        this(period, rate, System::nanoTime);
    }

    WriteRateHandler(Duration period, long rate, LongSupplier nanos) {
        this.nanos = nanos;
        this.period = period.toNanos();
        this.least = Math.max(1, Math.multiplyExact(rate, period.toMillis()) / 1000);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            int size = bytes.readableBytes();
            if (unsent++ == 0) {
                beginPeriod(context);
            }
            super.write(context, message, promise.unvoid().addListener(sent -> {
                unsent--;
                complete += size;
            }));
        } else {
            super.write(context, message, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        check.ifPresent(due -> due.cancel(false));
        super.channelInactive(context);
    }

    private void beginPeriod(ChannelHandlerContext context) {
        begin = nanos.getAsLong();
        takenAtBegin = taken(context);
        if (check.isEmpty()) {
            checkAfter(context, period);
        }
    }

    private void checkAfter(ChannelHandlerContext context, long nanos) {
        check = Optional.of(context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS));
    }

    private void check(ChannelHandlerContext context) {
        check = Optional.empty();
        if (unsent == 0) {
            return;
        }
        long left = begin + period - nanos.getAsLong();
        if (left > 0) {
            checkAfter(context, left);
        } else if (taken(context) - takenAtBegin < least) {
            close(context);
        } else {
            beginPeriod(context);
        }
    }

    /** All bytes that have left over this connection. */
    private long taken(ChannelHandlerContext context) {
        ChannelOutboundBuffer leaving = context.channel().unsafe().outboundBuffer();
        return complete + (leaving == null ? 0 : leaving.currentProgress());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed
    private static void close(ChannelHandlerContext context) {
        LOG.warn("hung up on a client that does not read its answer");
        Metrics.counter("metagate.http.write.timeouts").increment();
        // From here on towards the socket: all gentler ways first wait for what is on its way to be taken.
        context.close();
    }
}
