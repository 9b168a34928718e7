package io.metagate.gateway.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.gateway.identity.VerifiedTokens;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.problem.SanitizedStackTrace;
import io.metagate.gateway.store.StoreFailures;
import io.metagate.gateway.store.query.UnsortableRecords;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever fails, the log says where, and nothing of what the failure says or of what was asked (P7). */
class LoggedFailuresTest {

    private static final String PLANTED = "alice@example.com";

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    static Stream<Map.Entry<String, Throwable>> failures() {
        Throwable cause = new IOException(PLANTED, new SQLException(PLANTED));
        cause.addSuppressed(new IllegalArgumentException(PLANTED));
        return Stream.of(
                Map.entry("java.lang.IllegalStateException", new IllegalStateException(PLANTED, cause)),
                Map.entry("java.lang.NumberFormatException", new NumberFormatException("For input: " + PLANTED)),
                Map.entry("java.lang.StackOverflowError", new StackOverflowError(PLANTED)),
                Map.entry("java.lang.AssertionError", new AssertionError(PLANTED, cause)),
                Map.entry("the store gave no answer", StoreFailures.unavailable()),
                Map.entry("", StoreFailures.tooSlow()),
                Map.entry("", new UnsortableRecords()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatFailedAndNotWhatTheFailureSays(Map.Entry<String, Throwable> failure) {
        try (CapturedLog log = new CapturedLog()) {
            Response response = EnforcementPoints.over(AUDIT.log()).handle(call("support", List.of()), request -> {
                throw LoggedFailuresTest.<RuntimeException>sneaked(failure.getValue());
            });

            assertThat(response.getHeaders()).containsKey("Metagate-Audit-Id");
            assertThat(log.text()).contains(failure.getKey()).doesNotContain(PLANTED, "alice");
        }
    }

    @Test
    void saysWhatAccessIsNotRecordedAndNothingOfIt() {
        try (CapturedLog log = new CapturedLog()) {
            EnforcementPoint enforcement = EnforcementPoints.over(AUDIT.closed());

            assertThat(enforcement
                            .handle(
                                    call(PLANTED, List.of(PLANTED)),
                                    request -> AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND))
                            .getStatus())
                    .isEqualTo(503);
            assertThat(enforcement
                            .refuse(call(PLANTED, List.of(PLANTED)), ProblemCode.PATH_NOT_FOUND)
                            .getStatus())
                    .isEqualTo(503);

            assertThat(log.text())
                    .containsPattern("audit [0-9a-f-]{36} not recorded")
                    .doesNotContain(PLANTED, "alice");
        }
    }

    @Test
    void saysWhereAnExceptionComesFromAndNotWhatItSays() {
        Throwable cause = new IOException(PLANTED, new SQLException(PLANTED));

        String origin = SanitizedStackTrace.of(new IllegalStateException(PLANTED, cause));

        assertThat(origin)
                .contains(getClass().getName() + ".saysWhereAnExceptionComesFromAndNotWhatItSays")
                .contains(" caused by java.io.IOException at ", " caused by java.sql.SQLException at ")
                .doesNotContain(PLANTED);
        assertThat(SanitizedStackTrace.of(new IllegalStateException(PLANTED)).split(" < ", -1))
                .hasSize(8);
    }

    private static RequestMetadata call(String purpose, List<String> elevations) {
        return new RequestMetadata(
                VerifiedTokens.verified("{\"iss\":\"https://issuer.example\",\"sub\":\"" + PLANTED + "\"}", "reader"),
                AccessAction.SEARCH,
                List.of(purpose),
                List.of(PLANTED),
                elevations,
                Optional.empty());
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaked(Throwable failure) throws X {
        throw (X) failure;
    }
}
