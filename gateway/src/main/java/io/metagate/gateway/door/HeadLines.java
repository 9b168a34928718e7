package io.metagate.gateway.door;

import io.netty.buffer.ByteBuf;

/** Looks at the lines of a request's head, as its bytes come, for one that begins with white space. Looks no further than to the empty line at its end. */
final class HeadLines {

    private boolean over;
    private boolean lineBegins;
    private boolean any;

    HeadLines() {
        begin();
    }

    /** From here on a new head is expected. */
    void begin() {
        over = false;
        lineBegins = true;
        any = false;
    }

    /** Whether the empty line at its end has come. */
    boolean over() {
        return over;
    }

    /** Whether these next bytes, which are not consumed, hold a folded line. */
    boolean foldedIn(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex() && !over; i++) {
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
