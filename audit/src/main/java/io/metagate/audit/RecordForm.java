package io.metagate.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON form of a record, version 1. Parts that are absent or empty are left out; counts are always there. */
final class RecordForm {

    private static final int VERSION = 1;
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Cut cut;
    private final Map<String, Json> members = new TreeMap<>();

    private RecordForm(Cut cut) {
        this.cut = cut;
    }

    static Json of(AuditRecord record, Cut cut) {
        RecordForm form = new RecordForm(cut);
        form.head(record);
        form.asker(record.asker());
        form.request(record.request());
        form.verdict(record.verdict());
        form.disclosure(record.disclosure());
        record.part().ifPresent(form::part);
        return new Json.Members(form.members);
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
            members.put("truncated", new Json.Flag(true));
        }
    }

    private void part(Part part) {
        if (part instanceof Write write) {
            write(write);
        } else if (part instanceof ExportPart export) {
            export(export);
        }
    }

    private void write(Write write) {
        Map<String, Json> values = new TreeMap<>();
        values.put("id", new Json.Text(write.id().toString()));
        write.done().ifPresent(done -> values.put("done", new Json.Flag(done)));
        members.put("write", new Json.Members(values));
    }

    private void asker(Asker asker) {
        text("principal", asker.principal());
        text("client", asker.client());
        list("roles", asker.roles());
        text("tokenRefusal", asker.tokenRefusal());
    }

    private void request(Request request) {
        text("action", request.action());
        text("collection", request.collection());
        text("record", request.record());
        text("purpose", request.purpose());
        text("reason", request.reason());
        text("filterShape", request.query().filter());
        list("sort", request.query().sort());
        list("fields", request.query().fields());
    }

    private void verdict(Verdict verdict) {
        text("policyRevision", verdict.policyRevision());
        list("rules", verdict.rules());
        list("shadow", verdict.shadow());
        text("decision", verdict.decision().map(Verdict.Decision::written));
        text("outcome", verdict.outcome().written());
        text("problem", verdict.problem());
    }

    private void disclosure(Disclosure disclosure) {
        Disclosure.Volume volume = disclosure.volume();
        count("records", volume.records());
        count("dataSubjects", volume.dataSubjects());
        count("recordsWithoutSubject", volume.recordsWithoutSubject());
        count("bytes", volume.bytes());
        count("probes", volume.probes());
        released(disclosure.released().folded(cut.classifications()));
        Disclosure.Kept kept = disclosure.kept();
        count("unclassified", kept.unclassified());
        count("withheld", kept.withheld());
        count("drifted", kept.drifted());
        count("failed", kept.failed());
        text("bodyCommitment", disclosure.bodyCommitment());
    }

    private void export(ExportPart part) {
        Map<String, Json> values = new TreeMap<>();
        values.put("id", new Json.Text(part.export().toString()));
        if (part instanceof ExportPart.Chunk chunk) {
            values.put("chunk", new Json.Whole(chunk.number()));
        } else if (part instanceof ExportPart.End end) {
            values.put("end", new Json.Text(end.manner().written()));
            values.put("chunks", new Json.Whole(end.chunks()));
            values.put("bytes", new Json.Whole(end.bytes()));
        }
        members.put("export", new Json.Members(values));
    }

    private void released(Released released) {
        Map<String, Json> byClassification = new TreeMap<>();
        released.values().forEach((classification, counts) -> byClassification.put(classification, object(counts)));
        members.put("released", new Json.Members(byClassification));
    }

    private void text(String name, Optional<String> value) {
        value.ifPresent(v -> text(name, v));
    }

    private void text(String name, String value) {
        members.put(name, new Json.Text(value));
    }

    private void count(String name, long value) {
        members.put(name, new Json.Whole(value));
    }

    private void list(String name, List<String> values) {
        if (!values.isEmpty()) {
            List<Json> kept = values.stream()
                    .limit(cut.elements())
                    .<Json>map(Json.Text::new)
                    .toList();
            members.put(name, new Json.Items(kept));
        }
    }

    private void counts(String name, Map<String, Long> values) {
        if (!values.isEmpty()) {
            Map<String, Long> kept = new TreeMap<>();
            values.entrySet().stream().limit(cut.elements()).forEach(e -> kept.put(e.getKey(), e.getValue()));
            members.put(name, object(kept));
        }
    }

    private static Json object(Map<String, Long> counts) {
        Map<String, Json> values = new TreeMap<>();
        counts.forEach((name, count) -> values.put(name, new Json.Whole(count)));
        return new Json.Members(values);
    }
}
