package io.metagate.gateway.connection.pipelining;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;

/** Bytes that a connection has read and not passed on. Owns them. Belongs to the connection's event loop. */
final class HeldBytes {

    private final Queue<ByteBuf> buffers = new ArrayDeque<>();

    void add(ByteBuf bytes) {
        buffers.add(bytes);
    }

    boolean isEmpty() {
        return buffers.isEmpty();
    }

    /** The oldest of them, up to where a read ended; still owned by this. */
    ByteBuf first() {
        return buffers.element();
    }

    /** Hands over the first so many of them, at most as many as {@link #first} has. */
    ByteBuf take(int length) {
        return length < first().readableBytes() ? first().readRetainedSlice(length) : buffers.remove();
    }

    /**
     * Hands over the first so many of them, the last of which ends a malformed line, with a line end that the server
     * refuses wherever it reads a line: a line feed without CR (RFC 9112 section 2.2). So it takes the request for
     * malformed, whatever it would have made of that line.
     */
    ByteBuf takeMalformed(int length) {
        ByteBuf line = take(length);
        ByteBuf malformed = line.alloc().buffer(length + 1);
        malformed
                .writeBytes(line, line.readerIndex(), length - 1)
                .writeByte('?')
                .writeByte('\n');
        line.release();
        return malformed;
    }

    /** Reads over an empty line before a request. */
    void skipEmptyLine(RequestFramer framer) {
        while (!isEmpty() && framer.isBetweenRequests()) {
            framer.skipEmptyLine(first());
            if (first().isReadable()) {
                return;
            }
            buffers.remove().release();
        }
    }

    void release() {
        buffers.forEach(ByteBuf::release);
        buffers.clear();
    }
}
