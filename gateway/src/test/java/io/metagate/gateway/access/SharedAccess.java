package io.metagate.gateway.access;

import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.limit.RequestLimiter;

/** What changes share with reads, for the tests of changes. */
public final class SharedAccess {

    private SharedAccess() {}

    /** Views whose entity tags are made with a key of tests. */
    public static RecordRepresentations views() {
        return new RecordRepresentations(new EntityTags(SampleSecrets.of(1)));
    }

    /** A limiter of probes over that one of requests. */
    public static ProbeLimiter probes(RequestLimiter limiter) {
        return new ProbeLimiter(limiter);
    }
}
