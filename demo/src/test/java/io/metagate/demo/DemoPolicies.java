package io.metagate.demo;

import io.metagate.demo.issuer.Persona;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.model.limit.LimitMetric;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.BundleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;

/** The policies that the demo runs, tried on records without any server. */
final class DemoPolicies {

    private static final int LARGEST_PAGE = 64 << 20;

    private final PolicySet policies;

    DemoPolicies() {
        CompilationResult compilation = PolicyCompiler.compile(files(), label -> new PseudonymKey(1, new byte[32]));
        if (compilation instanceof CompilationResult.Compiled compiled) {
            this.policies = compiled.policies();
        } else {
            throw new AssertionError(compilation.toString());
        }
    }

    /** The names of all collections. */
    Set<String> collections() {
        return policies.catalogue().collections().keySet();
    }

    /** The names of all purposes. */
    Set<String> purposes() {
        return policies.catalogue().purposes().keySet();
    }

    /** How many limits on requests hold for that persona. */
    long limits(Persona persona) {
        return policies.limitsFor(principal(persona)).stream()
                .filter(limit -> !limit.quotas(LimitMetric.REQUESTS).isEmpty())
                .count();
    }

    /** What that persona gets of those records; empty if it is denied. */
    Optional<List<Document>> search(Persona persona, String purpose, String collection, List<Document> records) {
        Query query = new Query(Predicate.all(), Optional.empty(), List.of(), 1, Optional.empty());
        AccessRequest request =
                new AccessRequest(principal(persona), purpose, Action.SEARCH, collection, query, Instant.EPOCH);
        return policies.decide(request) instanceof Decision.Permit permit
                ? Optional.of(released(permit, records))
                : Optional.empty();
    }

    private static List<Document> released(Decision.Permit permit, List<Document> records) {
        List<RawRecord> raw =
                records.stream().map(record -> new RawRecord(bson(record))).toList();
        RedactedRecords redacted = permit.redactor().redact(raw, LARGEST_PAGE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            redacted.page(Optional.empty()).writeTo(new Evidence() {}, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Document.parse(out.toString(StandardCharsets.UTF_8)).getList("records", Document.class);
    }

    private static Principal principal(Persona persona) {
        Map<String, Claim> claims = persona.claims().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, claim -> claim(claim.getValue())));
        String name = persona.clientId();
        return new Principal("http://localhost/metagate", name, name, Set.of(name), claims);
    }

    private static Claim claim(Object claim) {
        return claim instanceof Collection<?> many
                ? Claim.ofList(many.stream().map(DemoPolicies::text).toList())
                : Claim.of(text(claim));
    }

    private static ScalarValue text(Object value) {
        return new ScalarValue.Text(value.toString());
    }

    private static byte[] bson(Document record) {
        RawBsonDocument raw = new RawBsonDocument(record, new DocumentCodec());
        byte[] bytes = new byte[raw.getByteBuffer().remaining()];
        raw.getByteBuffer().get(bytes);
        return bytes;
    }

    private static List<BundleFile> files() {
        try (Stream<Path> files = Files.list(Path.of("policies"))) {
            return files.map(DemoPolicies::file).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BundleFile file(Path path) {
        try {
            return new BundleFile(path.getFileName().toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
