package io.metagate.gateway.connection.pipelining;

import io.netty.buffer.ByteBuf;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a request, with its line end, as its bytes come. One character stands for each byte. */
final class MessageLine {

    /** One byte more than a line and its CRLF may have; what is longer matches nothing. */
    private static final int TOO_LONG = 4096 + 2 + 1;

    private final StringBuilder text = new StringBuilder();

    /** The next byte is the first of a line. */
    void begin() {
        text.setLength(0);
    }

    /** A byte of the line that is not among those to come. */
    void add(char next) {
        text.append(next);
    }

    /** Looks at these bytes, which are not consumed; returns how many of them belong to the line. */
    int add(ByteBuf bytes) {
        int end = bytes.bytesBefore((byte) '\n');
        int length = end < 0 ? bytes.readableBytes() : end + 1;
        int kept = Math.min(length, TOO_LONG - text.length());
        for (int i = 0; i < kept; i++) {
            text.append((char) bytes.getUnsignedByte(bytes.readerIndex() + i));
        }
        return length;
    }

    /** Compares the line, which must be complete, with a form. */
    Matcher matcher(Pattern form) {
        return form.matcher(text);
    }
}
