package io.metagate.it.client;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Connections to gateways; over TLS any certificate will do. */
final class GatewaySockets {

    private GatewaySockets() {}

    /** A new connection, to be closed by the caller. */
    static Socket to(URI gateway) throws IOException {
        if (!"https".equals(gateway.getScheme())) {
            return new Socket(gateway.getHost(), gateway.getPort());
        }
        return to(gateway, "TLSv1.3", "TLSv1.2");
    }

    /** A new connection by one of those protocols, to be closed by the caller. */
    static SSLSocket to(URI gateway, String... protocols) throws IOException {
        SSLSocket socket =
                (SSLSocket) credulous().getSocketFactory().createSocket(gateway.getHost(), gateway.getPort());
        socket.setEnabledProtocols(protocols);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext credulous() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
