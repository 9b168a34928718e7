package io.metagate.it.bed;

import io.metagate.demo.machine.LoopbackPort;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stands between a gateway and its store, counts the commands that ask for records, and loses, delays or keeps answers
 * when told to.
 */
public final class StoreRelay implements AutoCloseable {

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
    private static final Set<String> CHANGES = Set.of("insert", "update", "delete");
    /** The element of that name, and behind its length the text of a UUID. */
    private static final Pattern COMMENT =
            Pattern.compile("\u0002comment\u0000.{4}([0-9a-f-]{36})\u0000", Pattern.DOTALL);

    private static final long PAUSE = Duration.ofMillis(5).toNanos();
    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;
    /** Flags, the kind of the section, the length of its document, the type of its first element. */
    private static final int BEFORE_COMMAND = 4 + 1 + 4 + 1;

    private final ServerSocket door;
    private final InetSocketAddress store;
    private final AtomicLong commands = new AtomicLong();
    private final Map<String, LongAdder> named = new ConcurrentHashMap<>();
    private final Set<String> comments = ConcurrentHashMap.newKeySet();
    private final Set<String> losing = ConcurrentHashMap.newKeySet();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile Optional<StoreRefusal> refusal = Optional.empty();
    private volatile boolean cut;
    private volatile long delay;
    private volatile boolean silent;

    private StoreRelay(ServerSocket door, InetSocketAddress store) {
        this.door = door;
        this.store = store;
    }

    /** A relay before that store. */
    public static StoreRelay before(InetSocketAddress store) {
        try {
            StoreRelay relay = new StoreRelay(new ServerSocket(0, 50, LoopbackPort.address()), store);
            daemon(relay::admit);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many commands other than greetings and log-ins have passed. */
    public long commands() {
        return commands.get();
    }

    /** How many commands of these names have passed. */
    public long commands(String... names) {
        return Stream.of(names)
                .map(name -> named.getOrDefault(name, new LongAdder()))
                .mapToLong(LongAdder::sum)
                .sum();
    }

    /** The comments of all commands that change records, as they have passed. */
    public Set<String> commentsOfChanges() {
        return Set.copyOf(comments);
    }

    /** Hangs up on the next command of that name when the store has done it, and before its answer passes. */
    public void loseNextAnswerTo(String name) {
        losing.add(name);
    }

    /** Hangs up on everybody, and lets nobody pass from now on. */
    public void cut() throws IOException {
        cut = true;
        for (Socket client : clients) {
            client.close();
        }
    }

    /** Lets every answer pass later by that time. */
    public void delayAnswers(Duration time) {
        delay = time.toNanos();
    }

    /** Keeps every answer, and every connection. */
    public void keepAnswers() {
        silent = true;
    }

    /** Answers the commands whose JSON is like that with an error instead of passing them on. */
    public void refuse(Predicate<String> asked, int code, String name) {
        refusal = Optional.of(new StoreRefusal(asked, code, name));
    }

    /** Refuses nothing any more. */
    public void refuseNothing() {
        refusal = Optional.empty();
    }

    /** Lets all pass as it comes, and what was kept too. */
    public void letAnswersPass() {
        delay = 0;
        silent = false;
    }

    /** Where a driver finds it. */
    public String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                clients.add(client);
                if (cut) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(store.getAddress(), store.getPort());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                AtomicBoolean lost = new AtomicBoolean();
                daemon(() -> ask(client, server, lost));
                daemon(() -> answer(server, client, lost));
            } catch (IOException e) {
                // The relay is closed, or the store is gone: either way this client has no connection.
            }
        }
    }

    private void ask(Socket client, Socket server, AtomicBoolean lost) {
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
                if (fields.getInt(12) == OP_MSG) {
                    String command = command(body);
                    count(command);
                    if (CHANGES.contains(command)) {
                        comment(body).ifPresent(comments::add);
                    }
                    lost.set(losing.remove(command));
                    Optional<byte[]> refused = refusal.flatMap(error -> error.answer(fields, body));
                    if (refused.isPresent()) {
                        client.getOutputStream().write(refused.get());
                        continue;
                    }
                }
                output.write(header);
                output.write(body);
                output.flush();
            }
        } catch (IOException e) {
            return; // one side has hung up, and with it goes the other
        }
    }

    private void answer(Socket server, Socket client, AtomicBoolean lost) {
        try (server;
                client) {
            byte[] buffer = new byte[1 << 16];
            InputStream input = server.getInputStream();
            for (int count = input.read(buffer); count >= 0 && !lost.get(); count = input.read(buffer)) {
                hold();
                client.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            return; // as above
        }
    }

    private void hold() {
        long begin = System.nanoTime();
        while (silent || System.nanoTime() - begin < delay) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void count(String command) {
        named.computeIfAbsent(command, name -> new LongAdder()).increment();
        if (!NO_ACCESS.contains(command)) {
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

    private static Optional<String> comment(byte[] body) {
        Matcher comment = COMMENT.matcher(new String(body, StandardCharsets.ISO_8859_1));
        return comment.find() ? Optional.of(comment.group(1)) : Optional.empty();
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
