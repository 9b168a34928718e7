package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.Admissions;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.fixture.Things;
import io.metagate.gateway.limit.Limiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.Reading;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeLimiterTest {

    private final ProbeLimiter limiter = new ProbeLimiter(Limiters.stopped());

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

    private Optional<AccessResponse> refusal(String filter, String subject) {
        Predicate predicate = Reading.filter(filter);
        Decision.Permit permit =
                Things.permitted(new Query(predicate, Optional.empty(), List.of(), 10, Optional.empty()));
        AuthenticatedRequest admitted =
                Admissions.of(Things.reader("https://issuer.example", subject), Things.PURPOSE, Things.POLICIES);
        return limiter.refusal(permit, admitted);
    }

    private static AccessResponse exceeded(int seconds) {
        return new AccessResponse.Refusal(
                ProblemCode.QUOTA_EXCEEDED,
                List.of("things-probes"),
                Optional.of(Duration.ofSeconds(seconds)),
                List.of());
    }
}
