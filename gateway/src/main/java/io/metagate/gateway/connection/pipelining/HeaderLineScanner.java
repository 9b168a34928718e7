package io.metagate.gateway.connection.pipelining;

import io.netty.buffer.ByteBuf;

/**
 * Looks at the lines of a request's head, as its bytes come, for one that begins with white space. Looks no further
 * than to the empty line at its end.
 */
final class HeaderLineScanner {

    private boolean over;
    private boolean lineBegins;
    private boolean any;
    private int seen;

    /** From here on a new head is expected. */
    void begin() {
        over = false;
        lineBegins = true;
        any = false;
    }

    /** How many of the bytes that were looked at last belong to the head. */
    int seen() {
        return seen;
    }

    /** Whether these next bytes, which are not consumed, hold a folded line. */
    boolean foldedIn(ByteBuf bytes) {
        seen = 0;
        for (int i = bytes.readerIndex(); i < bytes.writerIndex() && !over; i++) {
            seen++;
            if (isFold(bytes.getByte(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isFold(byte b) {
        if (b == '\r') {
            return false;
        }
        if (b == '\n') {
            over = any && lineBegins;
            lineBegins = true;
            return false;
        }
        boolean fold = any && lineBegins && (b == ' ' || b == '\t');
        lineBegins = false;
        any = true;
        return fold;
    }
}
