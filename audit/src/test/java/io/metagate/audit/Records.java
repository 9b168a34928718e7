package io.metagate.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Sample records. */
public final class Records {

    public static final UUID EXPORT = UUID.fromString("01936d5c-2f80-7abc-8def-00000000000e");

    private Records() {}

    public static AuditRecord ofExport(AuditRecord record, ExportPart part) {
        return new AuditRecord(
                record.id(),
                record.actor(),
                record.request(),
                record.decision(),
                record.disclosure(),
                record.limits(),
                record.origin(),
                Optional.of(part));
    }

    public static AuditRecord full() {
        return new AuditRecord(
                UUID.fromString("01936d5c-2f80-7abc-8def-0123456789ab"),
                new Actor(Optional.of("pJ3k_0-Zx"), Optional.of("support-desk"), List.of("support", "agent")),
                new RequestSummary(
                        "search",
                        Optional.of("accounts"),
                        Optional.of("t4Gk"),
                        Optional.of("customer-support"),
                        Optional.of("djEuYWJj"),
                        new QueryShape(
                                Optional.of("{\"tenant\":\"?\"}"), List.of("-createdAt"), List.of("name", "email"))),
                AccessDecision.released("sha256:9f86d081", List.of("support-accounts/read")),
                disclosure(Map.of("public", Map.of("clear", 20L), "personal.email", Map.of("mask.email", 10L))),
                Map.of("support-daily-people", 490L, "support-daily-requests", 571L),
                new RecordOrigin(Optional.of("4bf92f3577b34da6a3ce929d0e0e4736"), "gateway-0"));
    }

    public static DisclosureSummary disclosure(Map<String, Map<String, Long>> released) {
        return new DisclosureSummary(
                new DisclosureSummary.Volume(10, 9, 1, 2048, 3),
                new ReleasedValues(released),
                new DisclosureSummary.Kept(1, 2, 3, 4),
                Optional.of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    public static AuditRecord failedLogin() {
        return new AuditRecord(
                UUID.fromString("01936d5c-2f80-7000-8000-000000000000"),
                Actor.unknown(),
                RequestSummary.of("search"),
                AccessDecision.undecided(AccessResult.DENIED, "authentication.token-expired"),
                DisclosureSummary.nothing(),
                Map.of(),
                new RecordOrigin(Optional.empty(), "gateway-0"));
    }

    public static AuditRecord with(
            Actor actor, RequestSummary request, AccessDecision decision, DisclosureSummary disclosure) {
        AuditRecord full = full();
        return new AuditRecord(full.id(), actor, request, decision, disclosure, full.limits(), full.origin());
    }

    public static AuditRecord askingFor(List<String> fields) {
        AuditRecord full = full();
        RequestSummary request = full.request();
        QueryShape query =
                new QueryShape(request.query().filter(), request.query().sort(), fields);
        return with(
                full.actor(),
                new RequestSummary(
                        request.action(),
                        request.collection(),
                        request.record(),
                        request.purpose(),
                        request.reason(),
                        query),
                full.decision(),
                full.disclosure());
    }

    public static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj("field%05d"::formatted).toList();
    }
}
