package io.metagate.benchmarks.audit;

import io.metagate.audit.AccessDecision;
import io.metagate.audit.Actor;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.DisclosureSummary;
import io.metagate.audit.QueryShape;
import io.metagate.audit.RecordOrigin;
import io.metagate.audit.ReleasedValues;
import io.metagate.audit.RequestSummary;
import io.metagate.audit.UuidV7;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Audit records of accesses that look alike but for their ids: one account, read by support. */
final class SampleAccesses {

    private static final Map<String, Map<String, Long>> RELEASED = Map.of(
            "personal.email", Map.of("mask", 1L),
            "personal.phone", Map.of("mask", 1L),
            "personal.name", Map.of("mask", 1L),
            "personal.username", Map.of("clear", 1L),
            "public", Map.of("clear", 2L),
            "reference.account", Map.of("clear", 1L),
            "time.created", Map.of("clear", 1L));

    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());

    AuditRecord next() {
        return new AuditRecord(
                ids.next(),
                new Actor(
                        Optional.of("p0rAe7YbTq6pYVd3qk1Xxw"), Optional.of("support-agent"), List.of("support-agent")),
                new RequestSummary(
                        "read",
                        Optional.of("accounts"),
                        Optional.of("kQm3s9F2b1x0mZy7r5tVQw"),
                        Optional.of("customer-support"),
                        Optional.empty(),
                        QueryShape.none()),
                AccessDecision.released("sha256:" + "9f86d081".repeat(8), List.of("support-lookup")),
                new DisclosureSummary(
                        new DisclosureSummary.Volume(1, 1, 0, 312, 0),
                        new ReleasedValues(RELEASED),
                        new DisclosureSummary.Kept(1, 4, 0, 0),
                        Optional.of("9f86d081".repeat(8))),
                Map.of("support-requests-requests", 999_999_571L),
                new RecordOrigin(Optional.empty(), "gateway-0"));
    }
}
