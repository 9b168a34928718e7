package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.LiveHttpServer;
import io.metagate.test.Eventually;
import io.netty.channel.Channel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionResetTest {

    private static final int PATIENCE_SECONDS = 20;
    private static final int MORE_THAN_IS_BUFFERED = 50_000_000;

    private final CompletableFuture<Channel> opened = new CompletableFuture<>();
    private final CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();

    @Test
    void closesAConnectionWhoseClientDoesNotRead() throws Exception {
        try (LiveHttpServer server = new LiveHttpServer(opened::complete, asked::complete);
                Socket client = ask(server)) {
            HttpServerRequest request = asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var unused = request.response().end(Buffer.buffer(new byte[MORE_THAN_IS_BUFFERED]));
            Channel connection = opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Eventually.holds("something is unsent", () -> !connection.isWritable());

            ConnectionReset.closeNow(request.connection());
            assertThat(connection.closeFuture().await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(client.isClosed()).isFalse();
        }
    }

    private static Socket ask(LiveHttpServer server) throws Exception {
        Socket client = server.connect();
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }
}
