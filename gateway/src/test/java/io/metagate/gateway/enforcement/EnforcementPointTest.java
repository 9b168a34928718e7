package io.metagate.gateway.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.ExportPart;
import io.metagate.audit.QueryShape;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.decision.DecisionPoints;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.enforcement.write.AuditedWriteService;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.identity.PrincipalResolver;
import io.metagate.gateway.identity.VerifiedTokens;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.ChangingStore;
import io.metagate.gateway.store.StoreFailures;
import io.metagate.gateway.store.query.UnsortableRecords;
import io.metagate.gateway.store.write.WriteOutcome;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RedactedRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnforcementPointTest {

    private static final String PLANTED = "alice@example.com";

    private static final AtomicBoolean LET_IN = new AtomicBoolean();

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AuditRecordFactory records =
            new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0");
    private OutcomeRetryQueue late;
    private EnforcementPoint enforcement;

    @BeforeEach
    void open() throws Exception {
        AUDIT.revive();
        late = new OutcomeRetryQueue(AUDIT.log(), BackgroundTasks.tasks());
        enforcement = new EnforcementPoint(
                new PrincipalResolver(),
                DecisionPoints.ofThings(),
                RateLimiters.stopped(),
                new AccessAuditor(records, AUDIT.log(), new AccessMetrics(meters), late, new TokenRefusalLog(meters)));
    }

    @AfterEach
    void nobodyWasLetInWhoMustNotBe() {
        assertThat(LET_IN.getAndSet(false)).isFalse();
    }

    @Test
    void releasesRecordsThatTheLogHolds() throws Exception {
        Response response = enforcement.handle(call("support"), EnforcementPointTest::records);
        String leaf = leaf(response);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(leaf)
                .contains("\"outcome\":\"released\"")
                .contains("\"all-things\"")
                .doesNotContain("alice");
        assertThat(body(response)).contains(PLANTED);
    }

    @Test
    void releasesNothingWhenTheLogIsLostWhileTheWorkIsDone() {
        AtomicBoolean worked = new AtomicBoolean();

        Response response = enforcement.handle(call("support"), request -> {
            worked.set(true);
            AUDIT.kill();
            return records(request);
        });

        assertThat(worked).isTrue();
        assertUnrecorded(response);
        assertThat(meters.get("metagate.accesses")
                        .tags("action", "search", "outcome", "unrecorded", "problem", "audit.unavailable")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void recordsHowAChangeEndedOnceTheLogTakesItAgain() throws Exception {
        List<UUID> outcome = new ArrayList<>();
        Response response = enforcement.handle(call("support"), request -> {
            request.learn(facts -> facts.withIntent(AuthenticatedRequests.id()).withWriteOutcome(WriteOutcome.DONE));
            outcome.add(request.auditId());
            AUDIT.kill();
            return records(request);
        });
        assertUnrecorded(response);

        AUDIT.revive();
        late.append();
        assertThat(AUDIT.leaf(outcome.get(0))).contains("\"outcome\":\"released\"", "\"done\":true");
    }

    @Test
    void waitsWithOnePatienceWhereTheDatabaseHangs() throws Exception {
        AUDIT.freeze();
        try (ChangingStore store = new ChangingStore()) {
            AuditedWriteService writes = WriteFixture.of(AUDIT.log(), store.changes());
            long begun = System.nanoTime();
            Response response = enforcement.handle(call("support"), request -> {
                assertThat(writes.announce(request)).isEmpty();
                return AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE);
            });
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            assertUnrecorded(response);
            System.out.println(
                    "a change that could not be announced within 1 s was refused after " + waited.toMillis() + " ms");
            // Two waits, each as long as one may be, would take as long.
            assertThat(waited).isLessThan(Duration.ofSeconds(2));
        } finally {
            AUDIT.thaw();
        }
    }

    @Test
    void decidesNothingWhileItIsNotKnownWhetherThePoliciesStillHold() throws Exception {
        AtomicLong nanos = new AtomicLong();
        DecisionPoint decisions = DecisionPoints.ofThings(nanos::get);
        EnforcementPoint late = new EnforcementPoint(
                new PrincipalResolver(),
                decisions,
                RateLimiters.stopped(),
                new AccessAuditor(
                        records,
                        AUDIT.log(),
                        new AccessMetrics(meters),
                        new OutcomeRetryQueue(AUDIT.log(), BackgroundTasks.tasks()),
                        new TokenRefusalLog(meters)));
        nanos.set(DecisionPoints.MAX_AGE.toNanos() + 1);

        Response response = late.handle(call("support"), EnforcementPointTest::unreachable);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(leaf(response)).contains("\"problem\":\"policy.unavailable\"", "\"outcome\":\"failed\"");

        decisions.look();
        decisions.confirm();
        assertThat(late.handle(call("support"), EnforcementPointTest::records).getStatus())
                .isEqualTo(200);
    }

    @Test
    void answersAnErrorLikeAnyOtherFailure() throws Exception {
        for (Error error : List.of(new StackOverflowError(PLANTED), new NoClassDefFoundError(PLANTED))) {
            Response response = enforcement.handle(call("support"), request -> {
                throw error;
            });
            assertThat(response.getStatus()).isEqualTo(500);
            assertThat(leaf(response))
                    .contains("\"problem\":\"internal.error\"")
                    .doesNotContain(PLANTED);
        }
    }

    @Test
    void doesNotEvenWorkWhenTheLogIsKnownToBeDown() {
        AUDIT.kill();
        AUDIT.awaitDown();

        AtomicBoolean worked = new AtomicBoolean();

        assertUnrecorded(enforcement.handle(call("support"), request -> {
            worked.set(true);
            return records(request);
        }));
        assertUnrecorded(enforcement.refuse(call("support"), ProblemCode.PATH_NOT_FOUND));
        assertThat(worked).isFalse();
    }

    @Test
    void recordsAFailureWithoutWhatTheFailureSays() throws Exception {
        Response response = enforcement.handle(call("support"), request -> {
            throw new IllegalStateException(PLANTED);
        });

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(body(response)).contains("internal.error").doesNotContain("alice");
        assertThat(leaf(response))
                .contains("\"outcome\":\"failed\"")
                .contains("internal.error")
                .doesNotContain("alice");
    }

    /** What an endpoint finds out, one after the other, and what the record says of it. */
    static Stream<Arguments> facts() {
        Decision.Permit permit = RecordAnswers.permitFor(PLANTED);
        QuotaStatus probes = new QuotaStatus("things-probes", 100, 60, 42, 1);
        return Stream.of(
                Arguments.of(learning(facts -> facts.withCollection("things")), "\"collection\":\"things\""),
                Arguments.of(learning(facts -> facts.withRecord("7")), "\"record\":\""),
                Arguments.of(
                        learning(facts -> facts.withQuery(new QueryShape(Optional.of("{a:?}"), List.of(), List.of()))),
                        "{a:?}"),
                Arguments.of(learning(facts -> facts.withDecision(permit)), "\"decision\":\"permit\""),
                Arguments.of(learning(facts -> facts.withDecision(permit)), "\"all-things\""),
                Arguments.of(learning(facts -> facts.withLimits(List.of(probes))), "\"things-probes\":42"),
                Arguments.of(
                        learning(facts -> facts.withExport(new ExportPart.Chunk(facts.auditId(), 1))), "\"export\":"),
                Arguments.of(learning(facts -> facts.withIntent(AuthenticatedRequests.id())), "\"done\":false,\"id\":"),
                Arguments.of(
                        learning(facts ->
                                facts.withIntent(AuthenticatedRequests.id()).withWriteOutcome(WriteOutcome.DONE)),
                        "\"done\":true,\"id\":"),
                Arguments.of(
                        learning(facts ->
                                facts.withIntent(AuthenticatedRequests.id()).withWriteOutcome(WriteOutcome.UNKNOWN)),
                        "\"write\":{\"id\":"));
    }

    private static UnaryOperator<AccessFacts> learning(UnaryOperator<AccessFacts> more) {
        return more;
    }

    @ParameterizedTest
    @MethodSource("facts")
    void recordsWhatWasFoundOutWhereItFails(UnaryOperator<AccessFacts> found, String told) throws Exception {
        List<Supplier<Throwable>> failures = List.of(
                () -> new IllegalStateException(PLANTED),
                () -> new StackOverflowError(PLANTED),
                StoreFailures::unavailable,
                StoreFailures::tooSlow,
                UnsortableRecords::new);
        for (Supplier<Throwable> failure : failures) {
            Response response = enforcement.handle(call("support"), request -> {
                request.learn(found);
                throw EnforcementPointTest.<RuntimeException>sneaked(failure.get());
            });

            assertThat(leaf(response))
                    .contains(told, "\"purpose\":\"support\"", "\"things-requests\":")
                    .contains("\"policyRevision\":", "\"principal\":", "\"problem\":")
                    .doesNotContain("alice");
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaked(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void refusesAndRecordsWhatTheStoreGaveUpOrCannotOrder() throws Exception {
        Response slow = enforcement.handle(call("support"), request -> {
            throw StoreFailures.tooSlow();
        });
        Response unsortable = enforcement.handle(call("support"), request -> {
            throw new UnsortableRecords();
        });

        assertThat(slow.getStatus()).isEqualTo(422);
        assertThat(body(slow)).contains("query.too-slow").doesNotContain("alice");
        assertThat(leaf(slow)).contains("\"outcome\":\"denied\"", "query.too-slow");
        assertThat(unsortable.getStatus()).isEqualTo(422);
        assertThat(leaf(unsortable)).contains("sort.not-scalar");
    }

    @Test
    void recordsAndLetsInNobodyWhoComesWithoutAVerifiedToken() throws Exception {
        Response response = enforcement.handle(
                AuthenticatedRequests.metadata(List.of("support"), List.of()), EnforcementPointTest::unreachable);

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(leaf(response)).contains("\"outcome\":\"failed\"");
    }

    @Test
    void saysUnderWhichPoliciesItRefusesWhatReachesNoEndpoint() throws Exception {
        Response response = enforcement.refuse(call("support"), ProblemCode.PATH_NOT_FOUND);
        String revision = DecisionPoints.ofThings().current().revision().digest();

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getHeaderString("Metagate-Policy-Revision")).isEqualTo(revision);
        assertThat(leaf(response)).contains(revision).contains("path.not-found");
    }

    @Test
    void refusesHeadersThatAreNotWellFormedBeforeItWorks() throws Exception {
        Response response = enforcement.handle(call("Not A Purpose"), EnforcementPointTest::unreachable);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(leaf(response)).contains("request.invalid-value").doesNotContain("Not A Purpose");
    }

    @Test
    void refusesAndRecordsWhatIsAskedTooOften() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(enforcement
                            .handle(call("support"), request -> AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND))
                            .getStatus())
                    .isEqualTo(404);
        }
        Response response = enforcement.handle(call("support"), EnforcementPointTest::unreachable);

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(response.getHeaderString("RateLimit")).startsWith("\"things-requests\";r=0");
        assertThat(leaf(response)).contains("\"outcome\":\"limited\"").contains("quota.exceeded");
    }

    @Test
    void countsEachAccessOnce() {
        Response response = enforcement.handle(call("support"), EnforcementPointTest::records);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(meters.counter("metagate.accesses", "action", "search", "outcome", "released", "problem", "none")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("metagate.released.records").count()).isEqualTo(1);
    }

    private void assertUnrecorded(Response response) {
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaders()).doesNotContainKey("Metagate-Audit-Id");
        assertThat(body(response)).contains("audit.unavailable").doesNotContain("alice");
    }

    private static AccessResponse records(AuthenticatedRequest request) {
        Decision.Permit permit = RecordAnswers.permitFor(PLANTED);
        RedactedRecords records = RecordAnswers.records(permit, PLANTED);
        request.learn(facts -> facts.withDecision(permit));
        return new AccessResponse.Records(records.page(Optional.empty()), records.counts());
    }

    /** What it throws would be answered like any failure: that it was asked is seen behind the test. */
    private static AccessResponse unreachable(AuthenticatedRequest request) {
        LET_IN.set(true);
        throw new AssertionError("let in: " + request.auditId());
    }

    private static RequestMetadata call(String purpose) {
        return new RequestMetadata(
                VerifiedTokens.verified("{\"iss\":\"https://issuer.example\",\"sub\":\"" + PLANTED + "\"}", "reader"),
                AccessAction.SEARCH,
                List.of(purpose),
                List.of(PLANTED),
                List.of(),
                Optional.empty());
    }

    private static String leaf(Response response) throws Exception {
        return AUDIT.leaf(UUID.fromString(response.getHeaderString("Metagate-Audit-Id")));
    }

    private static String body(Response response) {
        return new String(EnforcementPoint.body(response), UTF_8);
    }
}
