package io.metagate.demo.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A TCP port of the loopback interface.
 *
 * @param number 1 to 65535
 */
public record LoopbackPort(int number) {

    private static final int HIGHEST = 65535;

    public LoopbackPort {
        if (number < 1 || number > HIGHEST) {
            throw new IllegalArgumentException("a port is 1 to " + HIGHEST);
        }
    }

    /** A port that nobody listens on at this moment. */
    public static LoopbackPort free() {
        try (ServerSocket socket = new ServerSocket(0, 1, address())) {
            return new LoopbackPort(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free loopback port", e);
        }
    }

    /** That port if it is one and nobody listens on it, else a free one. */
    public static LoopbackPort preferring(int number) {
        if (number < 1 || number > HIGHEST) {
            return free();
        }
        LoopbackPort preferred = new LoopbackPort(number);
        return preferred.isFree() ? preferred : free();
    }

    /** Whether nobody listens on it at this moment. */
    public boolean isFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(socketAddress());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The address to bind or to connect to. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address(), number);
    }

    /** 127.0.0.1, whatever the machine prefers. */
    public static InetAddress address() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (java.net.UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
