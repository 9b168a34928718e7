package io.metagate.gateway.connection.pipelining;

import io.netty.buffer.ByteBuf;

/**
 * Tells where a request ends in the bytes of a connection (RFC 9112 sections 2.2 and 6), so that none of the next one
 * is passed with it. Belongs to the connection's event loop.
 */
final class RequestFramer {

    /** An empty line before a request: some clients send one behind a body (RFC 9112 section 2.2). */
    private static final int EMPTY_LINE = 2;

    private enum Part {
        BETWEEN_REQUESTS,
        HEAD,
        BODY
    }

    private final ExchangeTracker exchanges;
    private final HeaderLineScanner lines = new HeaderLineScanner();
    private Part part = Part.BETWEEN_REQUESTS;
    private int skipped;

    RequestFramer(ExchangeTracker exchanges) {
        this.exchanges = exchanges;
    }

    /** Whether the next byte is the first of a request. */
    boolean isBetweenRequests() {
        return part == Part.BETWEEN_REQUESTS;
    }

    /** Reads over an empty line before a request, which is one or two line ends; more is taken for a head. */
    void skipEmptyLine(ByteBuf bytes) {
        while (bytes.isReadable() && skipped < EMPTY_LINE && isLineEnd(bytes.getByte(bytes.readerIndex()))) {
            bytes.skipBytes(1);
            skipped++;
        }
    }

    private static boolean isLineEnd(byte next) {
        return next == '\r' || next == '\n';
    }

    /** The next byte is one of a head. */
    void beginHead() {
        part = Part.HEAD;
        skipped = 0;
    }

    /** The head is complete. */
    void beginBody() {
        part = Part.BODY;
    }

    /** The request is complete. */
    void end() {
        part = Part.BETWEEN_REQUESTS;
        lines.begin();
    }

    /**
     * How many of these bytes are passed at once. Zero for a head that has a folded line, or was over before the server
     * saw its beginning, as the server skips what no request begins with. INVARIANT: a head is there when the server
     * says so, and was looked at to its end (P6).
     */
    int length(ByteBuf bytes) {
        return part == Part.BODY ? ofBody(bytes) : ofHead(bytes);
    }

    private int ofHead(ByteBuf bytes) {
        return lines.foldedIn(bytes) ? 0 : lines.seen();
    }

    /** A body without a length ends with a line. */
    private int ofBody(ByteBuf bytes) {
        if (exchanges.left() > 0) {
            return (int) Math.min(exchanges.left(), bytes.readableBytes());
        }
        int line = bytes.bytesBefore((byte) '\n');
        return line < 0 ? bytes.readableBytes() : line + 1;
    }
}
