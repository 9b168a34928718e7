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
