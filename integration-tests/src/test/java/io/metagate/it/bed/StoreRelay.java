package io.metagate.it.bed;

import io.metagate.demo.machine.LoopbackPort;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a gateway and its store, and counts the commands that ask for records. */
final class StoreRelay implements AutoCloseable {

    private static final Set<String> NO_ACCESS = Set.of(
            "hello",
            "ismaster",
            "ping",
            "buildinfo",
            "saslstart",
            "saslcontinue",
            "endsessions",
            "listindexes",
            "connectionstatus");
    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;
    /** Flags, the kind of the section, the length of its document, the type of its first element. */
    private static final int BEFORE_COMMAND = 4 + 1 + 4 + 1;

    private final ServerSocket door;
    private final InetSocketAddress store;
    private final AtomicLong commands = new AtomicLong();

    private StoreRelay(ServerSocket door, InetSocketAddress store) {
        this.door = door;
        this.store = store;
    }

    static StoreRelay before(InetSocketAddress store) {
        try {
            StoreRelay relay = new StoreRelay(new ServerSocket(0, 50, LoopbackPort.address()), store);
            daemon(relay::admit);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many commands other than greetings and log-ins have passed. */
    long commands() {
        return commands.get();
    }

    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(store.getAddress(), store.getPort());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                daemon(() -> ask(client, server));
                daemon(() -> answer(server, client));
            } catch (IOException e) {
                // The relay is closed, or the store is gone: either way this client has no connection.
            }
        }
    }

    private void ask(Socket client, Socket server) {
        try (client;
                server) {
            DataInputStream input = new DataInputStream(client.getInputStream());
            OutputStream output = server.getOutputStream();
            while (true) {
                byte[] header = input.readNBytes(HEADER);
                if (header.length < HEADER) {
                    return;
                }
                ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
                byte[] body = input.readNBytes(fields.getInt(0) - HEADER);
                count(fields.getInt(12), body);
                output.write(header);
                output.write(body);
                output.flush();
            }
        } catch (IOException e) {
            // One side has hung up, and with it goes the other.
            return;
        }
    }

    private static void answer(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // As above.
            return;
        }
    }

    private void count(int operation, byte[] body) {
        if (operation == OP_MSG && !NO_ACCESS.contains(command(body))) {
            commands.incrementAndGet();
        }
    }

    private static String command(byte[] body) {
        int end = BEFORE_COMMAND;
        while (body[end] != 0) {
            end++;
        }
        String name = new String(body, BEFORE_COMMAND, end - BEFORE_COMMAND, StandardCharsets.UTF_8);
        return name.toLowerCase(java.util.Locale.ROOT);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "store-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
