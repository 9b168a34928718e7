package io.metagate.gateway.enforcement.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestMetadataTest {

    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @Test
    void readsItsHeaders() {
        RequestMetadata call = call(Map.of(
                "Metagate-Purpose", List.of("customer-support"),
                "Metagate-Reason", List.of("TICKET-123"),
                "traceparent", List.of("00-" + TRACE + "-" + PARENT + "-01")));

        assertThat(call.invalidHeader()).isEmpty();
        assertThat(call.purpose()).contains("customer-support");
        assertThat(call.reason()).contains("TICKET-123");
        assertThat(call.trace()).contains(TRACE);
    }

    @Test
    void isWellFormedWithoutThem() {
        RequestMetadata call = call(Map.of());

        assertThat(call.invalidHeader()).isEmpty();
        assertThat(call.purpose()).isEmpty();
        assertThat(call.reason()).isEmpty();
        assertThat(call.trace()).isEmpty();
    }

    @Test
    void refusesHeadersThatStandThereTwice() {
        assertThat(call(Map.of("Metagate-Purpose", List.of("support", "support")))
                        .invalidHeader())
                .isPresent();
        assertThat(call(Map.of("Metagate-Reason", List.of("a", "b"))).invalidHeader())
                .isPresent();
    }

    @Test
    void refusesElevations() {
        assertThat(call(Map.of("Metagate-Elevation", List.of("TICKET-123"))).invalidHeader())
                .isPresent();
    }

    @Test
    void takesPurposesThatAreNames() {
        assertThat(List.of("a", "7", "customer-support", "a-1", "x".repeat(63)))
                .allMatch(purpose -> purposed(purpose).invalidHeader().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "-a",
                "a-",
                "A",
                "a_b",
                "a b",
                "a,b",
                "a;q=1",
                "ä",
                "a\n",
                "a/../b",
                "\"a\"",
                "alice@example.com"
            })
    void refusesPurposesThatAreNone(String purpose) {
        assertThat(purposed(purpose).invalidHeader()).isPresent();
    }

    @Test
    void boundsPurposesAndReasons() {
        assertThat(purposed("x".repeat(64)).invalidHeader()).isPresent();
        assertThat(call(Map.of("Metagate-Reason", List.of("x".repeat(512)))).invalidHeader())
                .isEmpty();
        assertThat(call(Map.of("Metagate-Reason", List.of("x".repeat(513)))).invalidHeader())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-TRACE-PARENT-01",
                "00-TRACE-PARENT-ff",
                "01-TRACE-PARENT-01",
                "cc-TRACE-PARENT-01-what-the-future-will-be",
            })
    void readsTheTraceOfEveryVersion(String traceparent) {
        assertThat(traced(traceparent).trace()).contains(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TRACE",
                "00-TRACE-PARENT",
                "00-TRACE-PARENT-1",
                "00-TRACE-PARENT-01-more",
                "00-TRACE-PARENT-011",
                "ff-TRACE-PARENT-01",
                "0-TRACE-PARENT-01",
                "00-TRACE-0000000000000000-01",
                "00-00000000000000000000000000000000-PARENT-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-PARENT-01",
                "00-TRACEa-PARENT-01",
                "00-TRACE-PARENTa-01",
                "00_TRACE_PARENT_01",
                " 00-TRACE-PARENT-01",
                "00-TRACE-PARENT-01\n",
            })
    void takesNothingElseForATrace(String traceparent) {
        assertThat(traced(traceparent).trace()).isEmpty();
    }

    private static RequestMetadata purposed(String purpose) {
        return call(Map.of("Metagate-Purpose", List.of(purpose)));
    }

    private static RequestMetadata traced(String traceparent) {
        return call(Map.of(
                "traceparent", List.of(traceparent.replace("TRACE", TRACE).replace("PARENT", PARENT))));
    }

    private static RequestMetadata call(Map<String, List<String>> headers) {
        return RequestMetadata.of(NOBODY, AccessAction.SEARCH, name -> headers.getOrDefault(name, List.of()));
    }
}
