package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ParsedRequest;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.request.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeLimiterTest {

    private final ProbeLimiter limiter = new ProbeLimiter(RateLimiters.stopped());

    @Test
    void refusesLookUpsInHiddenFieldsBeyondTheQuota() {
        assertThat(refusal("{'username':{'$in':['a','b','c']}}", "alice")).isEmpty();
        assertThat(refusal("{'username':{'$ne':'d'}}", "alice")).isEmpty();
        assertThat(refusal("{'username':'e'}", "alice")).isEmpty();

        assertThat(refusal("{'username':'f'}", "alice")).contains(exceeded(1));
        assertThat(refusal("{'username':'f'}", "bob")).isEmpty();
    }

    @Test
    void takesNothingForARefusedQuery() {
        assertThat(refusal("{'username':{'$nin':['a','b','c','d','e','f']}}", "alice"))
                .contains(exceeded(60));
        assertThat(refusal("{'username':{'$in':['a','b','c','d','e']}}", "alice"))
                .isEmpty();
    }

    @Test
    void countsNoLookUpsInFieldsThatAreReadInClear() {
        for (int i = 0; i < 100; i++) {
            assertThat(refusal("{'text':{'$ne':'a'}}", "alice")).isEmpty();
        }
    }

    @Test
    void recordsWhatIsLeftOfTheQuota() {
        AuthenticatedRequest granted = asked("{'username':{'$in':['a','b']}}");
        AuthenticatedRequest refused = asked("{'username':{'$in':['a','b','c','d']}}");
        AuthenticatedRequest free = asked("{'text':'a'}");

        assertThat(left(granted)).containsExactly(Map.entry("things-probes", 3L));
        assertThat(left(refused)).containsExactly(Map.entry("things-probes", 3L));
        assertThat(left(free)).isEmpty();
    }

    private AuthenticatedRequest asked(String filter) {
        AuthenticatedRequest admitted = admitted("alice");
        limiter.refusal(permit(filter), admitted);
        return admitted;
    }

    private static Map<String, Long> left(AuthenticatedRequest admitted) {
        return AuthenticatedRequests.recorded(admitted, new AccessResponse.Done())
                .limits();
    }

    private Optional<AccessResponse> refusal(String filter, String subject) {
        return limiter.refusal(permit(filter), admitted(subject));
    }

    private static Decision.Permit permit(String filter) {
        return ThingsPolicies.permitted(
                new Query(ParsedRequest.filter(filter), Optional.empty(), List.of(), 10, Optional.empty()));
    }

    private static AuthenticatedRequest admitted(String subject) {
        return AuthenticatedRequests.of(
                ThingsPolicies.reader("https://issuer.example", subject),
                ThingsPolicies.PURPOSE,
                ThingsPolicies.POLICIES);
    }

    private static AccessResponse exceeded(int seconds) {
        return new AccessResponse.Refusal(
                ProblemCode.QUOTA_EXCEEDED,
                List.of("things-probes"),
                Optional.of(Duration.ofSeconds(seconds)),
                List.of());
    }
}
