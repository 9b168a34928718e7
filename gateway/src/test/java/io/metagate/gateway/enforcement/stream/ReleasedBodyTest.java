package io.metagate.gateway.enforcement.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.gateway.admission.AdmissionConfig;
import io.metagate.gateway.admission.AdmissionControl;
import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.enforcement.stream.ReleasedBody.Writer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReleasedBodyTest {

    private static final AdmissionKey ALICE = new AdmissionKey("https://issuer.example", "alice");
    private static final String TEXT = "recorded";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdmissionControl admissions = new AdmissionControl(
            new SmallRyeConfigBuilder()
                    .withMapping(AdmissionConfig.class)
                    .withDefaultValue("metagate.admission.queue-timeout", "PT0S")
                    .withDefaultValue("metagate.admission.max-unsent-bytes", "1")
                    .build()
                    .getConfigMapping(AdmissionConfig.class),
            meters);
    private final List<ByteBuf> handedOver = new ArrayList<>();
    private final CompletableFuture<Void> sent = new CompletableFuture<>();

    @Test
    void tellsAllOfItsBytes() {
        assertThat(body(TEXT).bytes()).asString(US_ASCII).isEqualTo(TEXT);
    }

    @Test
    void handsOverAllOfItAtOnceAndCountsItAsUnsentUntilItIsSent() throws IOException {
        send(body(TEXT));

        assertThat(handedOver).singleElement().satisfies(bytes -> {
            assertThat(bytes.toString(US_ASCII)).isEqualTo(TEXT);
            assertThat(bytes.refCnt()).isOne();
        });
        assertThat(unsent()).isEqualTo(TEXT.length());
        sent.complete(null);
        assertThat(unsent()).isZero();
    }

    @Test
    void countsNothingAsUnsentThatWillNeverBeSent() throws IOException {
        send(body(TEXT));
        sent.completeExceptionally(new IOException("the client is gone"));
        assertThat(unsent()).isZero();

        assertThatThrownBy(() -> body(TEXT).send(admissions, () -> {}, bytes -> {
                    handedOver.add(bytes);
                    throw new IllegalStateException("no connection");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(unsent()).isZero();
    }

    @Test
    void holdsNoMemoryOfWhatCouldNotBeWritten() {
        List<ByteBuf> held = new ArrayList<>();
        ReleasedBody failing = new ReleasedBody(ALICE, TEXT.length(), out -> {
            held.add(((ByteBufOutputStream) out).buffer());
            throw new IOException("injected");
        });

        assertThatThrownBy(() -> send(failing)).isInstanceOf(IOException.class);
        assertThat(held).singleElement().satisfies(bytes -> assertThat(bytes.refCnt())
                .isZero());
        assertThat(handedOver).isEmpty();
        assertThat(unsent()).isZero();
    }

    @Test
    void writesWhatIsSmallAsTheFrameworkDoes() throws IOException {
        Flushes out = new Flushes();
        new Writer()
                .writeTo(
                        body(TEXT),
                        ReleasedBody.class,
                        ReleasedBody.class,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        out);
        assertThat(out.toString(US_ASCII)).isEqualTo(TEXT);
        assertThat(out.flushes).isZero();
    }

    @Test
    void writesNothingOfOthers() {
        Writer writer = new Writer();
        assertThat(writer.isWriteable(
                        ReleasedBody.class, ReleasedBody.class, new Annotation[0], MediaType.APPLICATION_JSON_TYPE))
                .isTrue();
        assertThat(writer.isWriteable(Object.class, Object.class, new Annotation[0], MediaType.APPLICATION_JSON_TYPE))
                .isFalse();
    }

    private void send(ReleasedBody body) throws IOException {
        body.send(admissions, () -> {}, bytes -> {
            handedOver.add(bytes);
            return sent;
        });
    }

    private double unsent() {
        return meters.get("metagate.admission.unsent").gauge().value();
    }

    private static ReleasedBody body(String text) {
        return new ReleasedBody(ALICE, text.length(), out -> out.write(text.getBytes(US_ASCII)));
    }

    /** Notes how often it is flushed. */
    private static final class Flushes extends ByteArrayOutputStream {

        private int flushes;

        @Override
        public void flush() {
            flushes++;
        }
    }
}
