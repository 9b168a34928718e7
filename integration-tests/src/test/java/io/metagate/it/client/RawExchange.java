package io.metagate.it.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request written byte by byte, for what a proper client would not send, and its answer byte by byte. */
public final class RawExchange {

    private static final int PATIENCE_MILLIS = 20_000;

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

    private RawExchange() {}

    /** The request of a caller as it goes over the wire, for one connection of its own. */
    public static String request(ApiClient caller, String method, String target, String body) {
        List<String> headers = caller.headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .toList();
        return request(headers, method, target, wire(body));
    }

    /**
     * A request as it goes over the wire, for one connection of its own.
     *
     * @param headers whole lines
     * @param body one character for each byte
     */
    public static String request(List<String> headers, String method, String target, String body) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: gateway\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("Connection: close\r\n\r\n").append(body).toString();
    }

    /** A text in UTF-8, one character for each byte. */
    public static String wire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** All bytes of the answer, one character for each. */
    public static String send(URI gateway, String request) {
        return send(gateway, request, RawExchange::answer);
    }

    /** All bytes of all answers until the server hangs up, one character for each. */
    public static String sendAll(URI gateway, String requests) {
        return send(gateway, requests, input -> new String(input.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /**
     * All bytes of all answers until the server hangs up, in whatever way, or says nothing for so long; some of those
     * that go on and on.
     */
    public static String sendUntilQuiet(URI gateway, String requests, Duration quiet) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        try (Socket socket = GatewaySockets.to(gateway)) {
            socket.setSoTimeout((int) quiet.toMillis());
            write(socket, requests);
            byte[] some = new byte[8_192];
            for (int read = 0;
                    read >= 0 && System.nanoTime() < deadline;
                    read = socket.getInputStream().read(some)) {
                received.write(some, 0, read);
            }
        } catch (IOException e) {
            // A reset, or time is up: what has come until then counts.
        }
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /**
     * Sends the head of a request, and its body only when it is told to go on: what it is told, and the answer behind
     * it.
     */
    public static String sendHesitantly(URI gateway, String request) {
        int body = request.indexOf("\r\n\r\n") + 4;
        try (Socket socket = connected(gateway)) {
            write(socket, request.substring(0, body));
            String first = answer(socket.getInputStream());
            if (!first.startsWith("HTTP/1.1 100 ")) {
                return first;
            }
            write(socket, request.substring(body));
            return first + answer(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String send(URI gateway, String text, Reading reading) {
        try (Socket socket = connected(gateway)) {
            write(socket, text);
            return reading.of(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connected(URI gateway) throws IOException {
        Socket socket = GatewaySockets.to(gateway);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /**
     * Reads to the end that the answer itself announces: a server need not hang up on a request that it has not read to
     * its end.
     */
    private static String answer(InputStream input) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int b = input.read();
            if (b < 0) {
                return head.toString();
            }
            head.append((char) b);
        }
        if (head.indexOf("HTTP/1.1 100 ") == 0) {
            return head.toString();
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
        byte[] body = length.find() ? input.readNBytes(Integer.parseInt(length.group(1))) : input.readAllBytes();
        return head + new String(body, StandardCharsets.ISO_8859_1);
    }

    /** Sends the request and hangs up without waiting for the answer. */
    public static void sendAndHangUp(URI gateway, String request) {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            // With this a close is a reset, not a polite end.
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer in its parts; a body in chunks stays as it is. */
    public static ApiResponse parsed(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        List<String> lines = Arrays.asList(answer.substring(0, end).split("\r\n", -1));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(": *", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1]);
        }
        int status = Integer.parseInt(lines.get(0).split(" ", -1)[1]);
        return new ApiResponse(status, headers, answer.substring(end + 4));
    }

    private interface Reading {
        String of(InputStream input) throws IOException;
    }
}
