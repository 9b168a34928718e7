package io.metagate.gateway.enforcement.stream;

import io.metagate.gateway.admission.AdmissionControl;
import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.admission.UnsentAnswer;
import io.metagate.gateway.connection.ConnectionReset;
import io.metagate.gateway.failure.ScopeGuard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.resteasy.runtime.standalone.VertxHttpResponse;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.spi.HttpResponse;

/**
 * The body of an answer that is recorded.
 *
 * @param requester whose it is
 * @param size how many bytes it has
 * @param content writes all of it
 */
public record ReleasedBody(AdmissionKey requester, int size, Content content) {

    /** Writes a body. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** All of it, for who writes it without the framework. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        try {
            content.writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all bytes", e);
        }
    }

    /**
     * Hands all of it over. It counts as unsent until it is sent or never will be.
     *
     * @param hangUp gives up this answer
     * @param connection takes the bytes; what it returns ends when they are sent or never will be
     */
    void send(AdmissionControl admissions, Runnable hangUp, Function<ByteBuf, CompletionStage<Void>> connection)
            throws IOException {
        ByteBuf bytes = buffer();
        UnsentAnswer unsent = admissions.sending(requester, size, hangUp);
        try (ScopeGuard notHandedOver = ScopeGuard.unlessDismissed(unsent::close)) {
            var unused = connection.apply(bytes).whenComplete((none, failure) -> unsent.close());
            notHandedOver.dismiss();
        }
    }

    private ByteBuf buffer() throws IOException {
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(size, size);
        try (ByteBufOutputStream out = new ByteBufOutputStream(bytes)) {
            content.writeTo(out);
            return bytes.retain();
        } finally {
            bytes.release();
        }
    }

    /**
     * Hands bodies over to the connection's event loop as a whole, so that the worker does not wait for a client that
     * does not read. The framework's own way would, for all that is larger than its buffer.
     */
    @Provider
    @Priority(1)
    public static final class Writer implements MessageBodyWriter<ReleasedBody> {

        /** What the framework writes at once. */
        private static final int FRAMEWORK_BUFFER = 8 * 1024 - 1;

        @Override
        public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
            return type == ReleasedBody.class;
        }

        @Override
        public void writeTo(
                ReleasedBody body,
                Class<?> type,
                Type generic,
                Annotation[] annotations,
                MediaType mediaType,
                MultivaluedMap<String, Object> headers,
                OutputStream out)
                throws IOException {
            if (body.size < FRAMEWORK_BUFFER) {
                body.content.writeTo(out);
            } else {
                // Nothing is there to flush but the head, which the response learns of in this way.
                out.flush();
                send(body, (VertxHttpResponse) ResteasyContext.getRequiredContextData(HttpResponse.class));
            }
        }

        private static void send(ReleasedBody body, VertxHttpResponse response) throws IOException {
            AdmissionControl admissions =
                    CDI.current().select(AdmissionControl.class).get();
            HttpConnection connection = CDI.current()
                    .select(CurrentVertxRequest.class)
                    .get()
                    .getCurrent()
                    .request()
                    .connection();
            body.send(
                    admissions,
                    () -> ConnectionReset.closeNow(connection),
                    bytes -> response.writeNonBlocking(bytes, true));
        }
    }
}
