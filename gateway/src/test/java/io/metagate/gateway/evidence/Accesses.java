package io.metagate.gateway.evidence;

import io.metagate.audit.Asker;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.Disclosure;
import io.metagate.audit.Origin;
import io.metagate.audit.Outcome;
import io.metagate.audit.QueryShape;
import io.metagate.audit.Request;
import io.metagate.audit.UuidV7;
import io.metagate.audit.Verdict;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sample records of accesses that look alike but for their id. */
final class Accesses {

    private static final UuidV7 IDS = new UuidV7(InstantSource.system(), new SecureRandom());

    private Accesses() {}

    static AuditRecord next() {
        return by(IDS.next(), "principal-1", "support-desk");
    }

    static AuditRecord byClient(String client) {
        return by(IDS.next(), "principal-1", client);
    }

    static AuditRecord by(UUID id, String principal, String client) {
        return new AuditRecord(
                id,
                new Asker(Optional.of(principal), Optional.of(client), List.of("support")),
                new Request(
                        "search",
                        Optional.of("accounts"),
                        Optional.empty(),
                        Optional.of("customer-support"),
                        Optional.empty(),
                        new QueryShape(Optional.of("{\"tenant\":\"?\"}"), List.of("-createdAt"), List.of("name"))),
                Verdict.released("sha256:9f86d081", List.of("support-accounts/read")),
                Disclosure.nothing(),
                Map.of("support-daily-requests", 571L),
                new Origin(Optional.empty(), "gateway-0"));
    }

    static AuditRecord failedLogin() {
        return new AuditRecord(
                IDS.next(),
                Asker.unknown(),
                Request.of("read"),
                Verdict.undecided(Outcome.DENIED, "authentication.token-expired"),
                Disclosure.nothing(),
                Map.of(),
                new Origin(Optional.empty(), "gateway-0"));
    }
}
