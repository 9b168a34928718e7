package io.metagate.audit;

import io.metagate.audit.json.CanonicalJsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON form of a record, version 1. Parts that are absent or empty are left out; counts are always there. */
public final class AuditRecordSerializer {

    private static final int VERSION = 1;
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ListTruncation cut;
    private final Map<String, CanonicalJsonValue> members = new TreeMap<>();

    private AuditRecordSerializer(ListTruncation cut) {
        this.cut = cut;
    }

    public static CanonicalJsonValue of(AuditRecord record, ListTruncation cut) {
        AuditRecordSerializer form = new AuditRecordSerializer(cut);
        form.head(record);
        form.actor(record.actor());
        form.request(record.request());
        form.decision(record.decision());
        form.disclosure(record.disclosure());
        record.part().ifPresent(part -> part.accept(new RelatedForm()).addTo(form.members));
        return new CanonicalJsonValue.Members(form.members);
    }

    static String time(Instant time) {
        return MILLIS.format(time);
    }

    private void head(AuditRecord record) {
        count("v", VERSION);
        text("id", record.id().toString());
        text("time", time(record.time()));
        counts("limits", record.limits());
        text("trace", record.origin().trace());
        text("replica", record.origin().replica());
        if (cut.shortens()) {
            members.put("truncated", new CanonicalJsonValue.Flag(true));
        }
    }

    private void actor(Actor actor) {
        text("principal", actor.principal());
        text("client", actor.client());
        list("roles", actor.roles());
        text("tokenRefusal", actor.tokenRefusal());
    }

    private void request(RequestSummary request) {
        text("action", request.action());
        text("collection", request.collection());
        text("record", request.record());
        text("purpose", request.purpose());
        text("reason", request.reason());
        text("filterShape", request.query().filter());
        list("sort", request.query().sort());
        list("fields", request.query().fields());
    }

    private void decision(AccessDecision decision) {
        text("policyRevision", decision.policyRevision());
        list("rules", decision.rules());
        list("shadow", decision.shadow());
        text("decision", decision.decision().map(AccessDecision.Decision::wireName));
        text("outcome", decision.outcome().wireName());
        text("problem", decision.problem());
    }

    private void disclosure(DisclosureSummary disclosure) {
        DisclosureSummary.Volume volume = disclosure.volume();
        count("records", volume.records());
        count("dataSubjects", volume.dataSubjects());
        count("recordsWithoutSubject", volume.recordsWithoutSubject());
        count("bytes", volume.bytes());
        count("probes", volume.probes());
        released(disclosure.released().folded(cut.classifications()));
        DisclosureSummary.Kept kept = disclosure.kept();
        count("unclassified", kept.unclassified());
        count("withheld", kept.withheld());
        count("drifted", kept.drifted());
        count("failed", kept.failed());
        text("bodyCommitment", disclosure.bodyCommitment());
    }

    private void released(ReleasedValues released) {
        Map<String, CanonicalJsonValue> byClassification = new TreeMap<>();
        released.values().forEach((classification, counts) -> byClassification.put(classification, object(counts)));
        members.put("released", new CanonicalJsonValue.Members(byClassification));
    }

    private void text(String name, Optional<String> value) {
        value.ifPresent(v -> text(name, v));
    }

    private void text(String name, String value) {
        members.put(name, new CanonicalJsonValue.Text(value));
    }

    private void count(String name, long value) {
        members.put(name, new CanonicalJsonValue.Whole(value));
    }

    private void list(String name, List<String> values) {
        if (!values.isEmpty()) {
            List<CanonicalJsonValue> kept = values.stream()
                    .limit(cut.elements())
                    .<CanonicalJsonValue>map(CanonicalJsonValue.Text::new)
                    .toList();
            members.put(name, new CanonicalJsonValue.Items(kept));
        }
    }

    private void counts(String name, Map<String, Long> values) {
        if (!values.isEmpty()) {
            Map<String, Long> kept = new TreeMap<>();
            values.entrySet().stream().limit(cut.elements()).forEach(e -> kept.put(e.getKey(), e.getValue()));
            members.put(name, object(kept));
        }
    }

    private static CanonicalJsonValue object(Map<String, Long> counts) {
        Map<String, CanonicalJsonValue> values = new TreeMap<>();
        counts.forEach((name, count) -> values.put(name, new CanonicalJsonValue.Whole(count)));
        return new CanonicalJsonValue.Members(values);
    }

    /** A member of a record. */
    private record Member(String name, Map<String, CanonicalJsonValue> values) {

        void addTo(Map<String, CanonicalJsonValue> members) {
            members.put(name, new CanonicalJsonValue.Members(values));
        }
    }

    /** The member that tells what a record is a part of. */
    private static final class RelatedForm implements RelatedRecord.RelatedRecordVisitor<Member> {
        @Override
        public Member write(WriteLink write) {
            Map<String, CanonicalJsonValue> values = new TreeMap<>();
            values.put("id", new CanonicalJsonValue.Text(write.id().toString()));
            write.done().ifPresent(done -> values.put("done", new CanonicalJsonValue.Flag(done)));
            return new Member("write", values);
        }

        @Override
        public Member chunk(ExportPart.Chunk chunk) {
            return export(chunk, Map.of("chunk", new CanonicalJsonValue.Whole(chunk.number())));
        }

        @Override
        public Member end(ExportPart.End end) {
            return export(
                    end,
                    Map.of(
                            "end", new CanonicalJsonValue.Text(end.manner().wireName()),
                            "chunks", new CanonicalJsonValue.Whole(end.chunks()),
                            "bytes", new CanonicalJsonValue.Whole(end.bytes())));
        }

        private static Member export(ExportPart part, Map<String, CanonicalJsonValue> more) {
            Map<String, CanonicalJsonValue> values = new TreeMap<>(more);
            values.put("id", new CanonicalJsonValue.Text(part.export().toString()));
            return new Member("export", values);
        }
    }
}
