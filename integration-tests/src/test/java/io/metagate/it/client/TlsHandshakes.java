package io.metagate.it.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** A client of TLS 1.2 that negotiates once more over a connection that it has (RFC 5246 section 7.4.1.1). */
public final class TlsHandshakes {

    private static final int PATIENCE_SECONDS = 20;

    private TlsHandshakes() {}

    /** Whether the server goes along with a second handshake, and answers a request behind it. */
    public static boolean renegotiates(URI gateway, String request) throws Exception {
        Semaphore complete = new Semaphore(0);
        try (SSLSocket socket = GatewaySockets.to(gateway, "TLSv1.2")) {
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            socket.addHandshakeCompletedListener(event -> complete.release());
            socket.startHandshake();
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return socket.getInputStream().read() >= 0 && complete.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException refused) {
            return false;
        }
    }
}
