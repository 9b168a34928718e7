package io.metagate.gateway.enforcement.export;

import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.connection.HttpConfig;
import io.metagate.gateway.decision.DecisionPoints;
import io.metagate.gateway.enforcement.AccessAuditor;
import io.metagate.gateway.enforcement.AccessMetrics;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.ExportChunk;
import io.metagate.gateway.enforcement.OutcomeRetryQueue;
import io.metagate.gateway.enforcement.RecordAnswers;
import io.metagate.gateway.enforcement.TokenRefusalLog;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.enforcement.stream.ContentCoding;
import io.metagate.gateway.enforcement.stream.WriteTimeoutWatchdog;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.identity.PrincipalResolver;
import io.metagate.gateway.identity.VerifiedTokens;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.limit.RequestLimiter;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RedactedLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Exports of one record a chunk, with all but the store and the connection as they are. */
public final class ExportBench implements ExportConfig, HttpConfig {

    static final String PLANTED = "alice@example.com";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EnforcementPoint enforcement;
    private final ExportLauncher exports;
    private ContentCoding coding = ContentCoding.IDENTITY;
    private Runnable hangUp = () -> {};
    private Instant expiry = Instant.now().plusSeconds(600);

    public ExportBench(LiveAuditLog audit) {
        AuditRecordFactory records =
                new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0");
        AccessMetrics metrics = new AccessMetrics(meters);
        RequestLimiter limiter = RateLimiters.stopped();
        enforcement = new EnforcementPoint(
                new PrincipalResolver(),
                DecisionPoints.ofThings(),
                limiter,
                new AccessAuditor(
                        records,
                        audit.log(),
                        metrics,
                        new OutcomeRetryQueue(audit.log(), BackgroundTasks.tasks()),
                        new TokenRefusalLog(meters)));
        WriteTimeoutWatchdog watch = new WriteTimeoutWatchdog(writeTimeout(), BackgroundTasks.tasks());
        ExportConnections lines = new ExportConnections(new CurrentVertxRequest(), this, BackgroundTasks.tasks()) {
            @Override
            ExportConnection current() {
                return new ExportConnection(coding, watch, hangUp);
            }
        };
        exports = new ExportLauncher(this, new ExportAuditor(records, audit.log(), metrics), lines, limiter, meters);
    }

    /** What begins them. */
    public ExportLauncher exports() {
        return exports;
    }

    void packed() {
        coding = ContentCoding.GZIP;
    }

    void onHangUp(Runnable action) {
        hangUp = action;
    }

    void tokenExpires(Instant when) {
        expiry = when;
    }

    /**
     * Begins an export.
     *
     * @param chunks how many there are
     * @param before what happens before the chunk of a number is fetched
     */
    Response begin(int chunks, IntConsumer before) {
        return enforcement.handle(
                call(), request -> exports.begin(request, (part, number) -> chunk(chunks, before, part, number)));
    }

    static void send(Response response, OutputStream out) throws IOException {
        ((StreamingOutput) response.getEntity()).write(out);
    }

    private static ExportChunk chunk(int chunks, IntConsumer before, AuthenticatedRequest part, int number) {
        before.accept(number);
        Decision.Permit permit = RecordAnswers.permitFor(PLANTED);
        RedactedLines lines = RecordAnswers.lines(permit, PLANTED, 1);
        part.learn(facts -> facts.withDecision(permit));
        boolean last = number == chunks;
        return new ExportChunk(
                lines.chunk(
                        number, part.auditId().toString(), last ? Optional.empty() : Optional.of("after-" + number)),
                lines.counts(),
                last ? Optional.empty() : Optional.of((later, count) -> chunk(chunks, before, later, count)));
    }

    private RequestMetadata call() {
        String claims = "{\"iss\":\"https://issuer.example\",\"sub\":\"" + PLANTED + "\",\"exp\":"
                + expiry.getEpochSecond() + "}";
        return new RequestMetadata(
                VerifiedTokens.verified(claims, "reader"),
                AccessAction.EXPORT,
                List.of("support"),
                List.of(),
                List.of(),
                Optional.empty());
    }

    double running() {
        return meters.get("metagate.exports.running").gauge().value();
    }

    double ended(String end) {
        return meters.counter("metagate.exports", "end", end).count();
    }

    @Override
    public int maxConcurrent() {
        return 3;
    }

    @Override
    public int maxConcurrentPerPrincipal() {
        return 2;
    }

    @Override
    public Duration writeTimeout() {
        return Duration.ofMillis(200);
    }

    @Override
    public int pipelinedRate() {
        return 1;
    }

    @Override
    public long minWriteRate() {
        return 1;
    }

    @Override
    public Duration requestReadTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int maxConnections() {
        return 10;
    }

    @Override
    public int maxConnectionsPerSource() {
        return 10;
    }
}
