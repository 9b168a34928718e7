package io.metagate.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;

/**
 * One kept-alive connection that sends prepared bytes and reads the answers, with a length or in chunks without
 * trailers.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_LINE = 16 * 1024;
    private static final String LENGTH = "content-length:";
    private static final String CODING = "transfer-encoding:";
    private static final int HEXADECIMAL = 16;

    private final Socket socket;
    private final InputStream in;
    private final StringBuilder line = new StringBuilder(256);

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** Connects; no later read waits longer than the patience. */
    public static HttpConnection open(InetSocketAddress server, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            socket.connect(server, Math.toIntExact(patience.toMillis()));
            return new HttpConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a whole request and reads the whole answer. After an exception the connection is of no more use. */
    public HttpReply exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = status(readLine());
        int length = -1;
        boolean chunked = false;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            length = starts(header, LENGTH)
                    ? Integer.parseInt(header.substring(LENGTH.length()).strip())
                    : length;
            chunked |= starts(header, CODING) && header.endsWith("chunked");
        }
        if (length < 0 && !chunked) {
            throw new ProtocolException("an answer that does not say where it ends");
        }
        return new HttpReply(status, chunked ? chunks() : bytes(length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER);
        int size = Integer.parseInt(readLine(), HEXADECIMAL);
        while (size > 0) {
            body.write(bytes(size));
            readLine();
            size = Integer.parseInt(readLine(), HEXADECIMAL);
        }
        readLine();
        return body.toByteArray();
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server hung up");
        }
        return bytes;
    }

    private static boolean starts(String header, String name) {
        return header.regionMatches(true, 0, name, 0, name.length());
    }

    private static int status(String line) throws ProtocolException {
        String[] parts = line.split(" ", 3);
        if (!parts[0].toUpperCase(Locale.ROOT).startsWith("HTTP/1.") || parts.length < 2) {
            throw new ProtocolException("not an answer of HTTP/1.1");
        }
        return Integer.parseInt(parts[1]);
    }

    private String readLine() throws IOException {
        line.setLength(0);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server hung up");
            }
            if (line.length() == LONGEST_LINE) {
                throw new ProtocolException("a header line that does not end");
            }
            line.append((char) c);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }
}
