package io.metagate.gateway.connection.pipelining;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Follows requests and their answers through a connection, so that the next request is not read before the one in hand
 * is answered.
 */
final class ExchangeTracker extends ChannelDuplexHandler {

    /** That nobody knows how much of a body is still to come. */
    static final long UNKNOWN = -1;

    private final boolean api;
    private final Observer observer;
    private boolean arriving;
    private boolean due;
    private boolean closing;
    private boolean chunked;
    private long left = UNKNOWN;

    /**
     * Follows one connection.
     *
     * @param api whether it is one to the API, whose every refusal is recorded or counted; elsewhere the next handlers
     *     do not see that a client wants another protocol, and take it for plain HTTP/1.1, as is always allowed (RFC
     *     9110 section 7.8)
     */
    ExchangeTracker(boolean api, Observer observer) {
        this.api = api;
        this.observer = observer;
    }

    /** Whether no request is on its way, and none waits for its answer. */
    boolean idle() {
        return !arriving && !due;
    }

    /** Whether an answer has said that it is the last one on this connection. */
    boolean closing() {
        return closing;
    }

    /** How many bytes of the body are still to come, or {@link #UNKNOWN}. */
    long left() {
        return left;
    }

    /** Whether the body that is to come has the chunked coding. */
    boolean chunked() {
        return chunked;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content && left != UNKNOWN) {
            left -= content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            arriving = false;
            left = UNKNOWN;
            observer.requestArrived();
        }
        super.channelRead(context, message);
    }

    private void begin(HttpRequest request) {
        arriving = true;
        due = true;
        boolean sound = request.decoderResult().isSuccess();
        chunked = sound && HttpUtil.isTransferEncodingChunked(request);
        left = sound && !chunked ? HttpUtil.getContentLength(request, UNKNOWN) : UNKNOWN;
        if (!api) {
            request.headers().remove(HttpHeaderNames.UPGRADE);
            request.headers().remove("HTTP2-Settings");
        }
        observer.headArrived();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof HttpResponse response
                && response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
            closing = true;
        }
        if (message instanceof HttpResponse response) {
            setSupportedVersion(response);
            if (api && !observer.isSilent()) {
                UnauditedResponseMetrics.leaving(response);
            }
        }
        super.write(context, message, promise);
        if (!interim && message instanceof LastHttpContent) {
            due = false;
            observer.answered();
        }
    }

    /** The server would repeat whatever the client takes for a version (RFC 9110 section 2.5). */
    private static void setSupportedVersion(HttpResponse response) {
        if (!response.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            response.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
    }

    /** Who wants to know. */
    interface Observer {

        /** The head of a request is complete. */
        void headArrived();

        /** A request is there to its end: what comes now is the next one. */
        void requestArrived();

        /** An answer was handed over to its end, which does not mean that it was taken. */
        void answered();

        /** Whether nothing that is said leaves any more. */
        boolean isSilent();
    }
}
