package io.metagate.gateway.connection.pipelining;

import io.netty.buffer.ByteBuf;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the parts of a body in chunks, and whether they have the form of RFC 9112 section 7.1: the server itself takes
 * more for a size, and for a trailer field, than others do. Belongs to the connection's event loop.
 */
final class ChunkedBodyFramer {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~]|\\\\[\\t -~])*+\"";
    private static final String SPACE = "[ \\t]*+";

    /** At most eight digits, which is more than a body may have, and at most 256 bytes together. */
    private static final Pattern SIZE_LINE = Pattern.compile("(?=[^\\n]{1,256}\\n)([0-9A-Fa-f]{1,8}+)(?:" + SPACE + ";"
            + SPACE + TOKEN + "(?:" + SPACE + "=" + SPACE + "(?:" + TOKEN + "|" + QUOTED + "))?+)*+\\r\\n");

    private static final Pattern EMPTY_LINE = Pattern.compile("\\r\\n");

    /** A trailer field, or the empty line at the end (RFC 9112 section 7.1.2). */
    private static final Pattern TRAILER_LINE = Pattern.compile("(?:" + TOKEN + ":[\\t -~\\x80-\\xff]*+)?+\\r\\n");

    private static final int HEXADECIMAL = 16;

    private enum Part {
        SIZE,
        DATA,
        DATA_END,
        TRAILERS
    }

    private final MessageLine line = new MessageLine();
    private Part part = Part.SIZE;
    private long left;
    private boolean malformed;

    /** The next byte is the first of a body. */
    void begin() {
        beginLine(Part.SIZE);
        malformed = false;
    }

    /** Whether the bytes that were looked at last end a malformed line. */
    boolean isMalformed() {
        return malformed;
    }

    /** How many of these bytes, which are not consumed, are passed at once: none of the next request. */
    int length(ByteBuf bytes) {
        if (part == Part.DATA) {
            return ofData(bytes);
        }
        int length = line.add(bytes);
        if (bytes.getByte(bytes.readerIndex() + length - 1) == '\n') {
            endLine();
        }
        return length;
    }

    private int ofData(ByteBuf bytes) {
        int length = (int) Math.min(left, bytes.readableBytes());
        left -= length;
        if (left == 0) {
            beginLine(Part.DATA_END);
        }
        return length;
    }

    private void endLine() {
        Matcher form = line.matcher(form());
        malformed = !form.matches();
        if (malformed) {
            return;
        }
        if (part == Part.SIZE) {
            left = Long.parseLong(form.group(1), HEXADECIMAL);
            beginLine(left == 0 ? Part.TRAILERS : Part.DATA);
        } else {
            beginLine(part == Part.DATA_END ? Part.SIZE : Part.TRAILERS);
        }
    }

    private Pattern form() {
        return switch (part) {
            case SIZE -> SIZE_LINE;
            case TRAILERS -> TRAILER_LINE;
            case DATA, DATA_END -> EMPTY_LINE;
        };
    }

    private void beginLine(Part next) {
        part = next;
        line.begin();
    }
}
