package io.metagate.gateway.audit;

import io.metagate.audit.AccessDecision;
import io.metagate.audit.AccessResult;
import io.metagate.audit.Actor;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.DisclosureSummary;
import io.metagate.audit.QueryShape;
import io.metagate.audit.RecordOrigin;
import io.metagate.audit.RequestSummary;
import io.metagate.audit.UuidV7;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sample records of accesses that look alike but for their id. */
public final class SampleRecords {

    private static final UuidV7 IDS = new UuidV7(InstantSource.system(), new SecureRandom());

    private SampleRecords() {}

    public static AuditRecord next() {
        return by(IDS.next(), "principal-1", "support-desk");
    }

    static AuditRecord byClient(String client) {
        return by(IDS.next(), "principal-1", client);
    }

    public static AuditRecord by(UUID id, String principal, String client) {
        return new AuditRecord(
                id,
                new Actor(Optional.of(principal), Optional.of(client), List.of("support")),
                new RequestSummary(
                        "search",
                        Optional.of("accounts"),
                        Optional.empty(),
                        Optional.of("customer-support"),
                        Optional.empty(),
                        new QueryShape(Optional.of("{\"tenant\":\"?\"}"), List.of("-createdAt"), List.of("name"))),
                AccessDecision.released("sha256:9f86d081", List.of("support-accounts/read")),
                DisclosureSummary.nothing(),
                Map.of("support-daily-requests", 571L),
                new RecordOrigin(Optional.empty(), "gateway-0"));
    }

    static AuditRecord failedLogin() {
        return new AuditRecord(
                IDS.next(),
                Actor.unknown(),
                RequestSummary.of("read"),
                AccessDecision.undecided(AccessResult.DENIED, "authentication.token-expired"),
                DisclosureSummary.nothing(),
                Map.of(),
                new RecordOrigin(Optional.empty(), "gateway-0"));
    }
}
