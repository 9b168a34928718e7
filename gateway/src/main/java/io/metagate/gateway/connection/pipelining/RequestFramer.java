package io.metagate.gateway.connection.pipelining;

import io.netty.buffer.ByteBuf;
import java.util.regex.Pattern;

/**
 * Tells where a request ends in the bytes of a connection (RFC 9112 sections 2.2 and 6), so that none of the next one
 * is passed with it, and whether its lines are ones that everybody reads alike. Belongs to the connection's event loop.
 */
final class RequestFramer {

    /** RFC 9112 section 3: the server also takes other separators, and skips control characters before a method. */
    private static final Pattern REQUEST_LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++ [!-~]++ HTTP/[0-9]\\.[0-9]\\r\\n");

    /** An empty line before a request: some clients send one behind a body (RFC 9112 section 2.2). */
    private static final String EMPTY_LINE = "\r\n";

    private enum Part {
        BETWEEN_REQUESTS,
        REQUEST_LINE,
        FIELDS,
        BODY
    }

    private final ExchangeTracker exchanges;
    private final MessageLine requestLine = new MessageLine();
    private final HeaderLineScanner lines = new HeaderLineScanner();
    private final ChunkedBodyFramer chunks = new ChunkedBodyFramer();
    private Part part = Part.BETWEEN_REQUESTS;
    private int skipped;
    private boolean malformed;

    RequestFramer(ExchangeTracker exchanges) {
        this.exchanges = exchanges;
    }

    /** Whether the next byte is the first of a request. */
    boolean isBetweenRequests() {
        return part == Part.BETWEEN_REQUESTS;
    }

    /** Reads over one CRLF before a request; more, or half of one, is taken for a head. */
    void skipEmptyLine(ByteBuf bytes) {
        while (bytes.isReadable()
                && skipped < EMPTY_LINE.length()
                && bytes.getByte(bytes.readerIndex()) == EMPTY_LINE.charAt(skipped)) {
            bytes.skipBytes(1);
            skipped++;
        }
    }

    /** The next byte is one of a head. */
    void beginHead() {
        part = Part.REQUEST_LINE;
        requestLine.begin();
        if (skipped == 1) {
            requestLine.add(EMPTY_LINE.charAt(0));
        }
        skipped = 0;
    }

    /** The head is complete. */
    void beginBody() {
        part = Part.BODY;
        chunks.begin();
    }

    /** The request is complete. */
    void end() {
        part = Part.BETWEEN_REQUESTS;
        lines.begin();
    }

    /** Whether the bytes that were looked at last end a line that the server must refuse. */
    boolean isMalformed() {
        return malformed;
    }

    /**
     * How many of these bytes are passed at once. Zero for a head that has a folded line, or was over before the server
     * saw its end. INVARIANT: a head is there when the server says so, and was looked at to its end (P6).
     */
    int length(ByteBuf bytes) {
        malformed = false;
        return part == Part.BODY ? ofBody(bytes) : ofHead(bytes);
    }

    private int ofHead(ByteBuf bytes) {
        if (part == Part.REQUEST_LINE) {
            int length = requestLine.add(bytes);
            if (bytes.getByte(bytes.readerIndex() + length - 1) == '\n') {
                part = Part.FIELDS;
                malformed = !requestLine.matcher(REQUEST_LINE).matches();
            }
            if (malformed) {
                return length;
            }
        }
        return lines.foldedIn(bytes) ? 0 : lines.seen();
    }

    private int ofBody(ByteBuf bytes) {
        if (exchanges.left() > 0) {
            return (int) Math.min(exchanges.left(), bytes.readableBytes());
        }
        if (!exchanges.chunked()) {
            return bytes.readableBytes();
        }
        int length = chunks.length(bytes);
        malformed = chunks.isMalformed();
        return length;
    }
}
