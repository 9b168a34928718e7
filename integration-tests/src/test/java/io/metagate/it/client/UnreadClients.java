package io.metagate.it.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients that send requests, and do not read what is answered. */
public final class UnreadClients implements AutoCloseable {

    private static final int SMALL = 4096;
    private static final Pattern AUDIT_ID = Pattern.compile("(?i)metagate-audit-id: ([0-9a-f-]{36})\r\n");

    private final List<Socket> sockets = new ArrayList<>();

    /** So many more of them, each of which sends that at once. */
    public void connect(URI gateway, int clients, String requests) throws IOException {
        for (int i = 0; i < clients; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(SMALL);
            socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Each that has something to read takes one byte of it. */
    public void takeAByteEach() throws IOException {
        for (Socket socket : sockets) {
            try {
                if (socket.getInputStream().available() > 0) {
                    var unused = socket.getInputStream().read();
                }
            } catch (SocketException e) {
                // The gateway has hung up.
            }
        }
    }

    /** How many there are. */
    public int size() {
        return sockets.size();
    }

    /** The ids of the audit records of all answers that have begun to arrive. */
    public List<String> auditIds() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Socket socket : sockets) {
            ids.addAll(auditIds(socket));
        }
        return ids;
    }

    private static List<String> auditIds(Socket socket) throws IOException {
        List<String> ids = new ArrayList<>();
        try {
            byte[] arrived =
                    socket.getInputStream().readNBytes(socket.getInputStream().available());
            Matcher matcher = AUDIT_ID.matcher(new String(arrived, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                ids.add(matcher.group(1));
            }
        } catch (IOException e) {
            // The gateway has hung up.
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
