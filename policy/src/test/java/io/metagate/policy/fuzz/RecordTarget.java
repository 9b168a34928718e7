package io.metagate.policy.fuzz;

import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.redaction.Redactor;
import io.metagate.policy.redaction.ReleasedBodies;
import io.metagate.policy.redaction.StrictJson;
import io.metagate.policy.redaction.bson.MalformedRecord;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.source.BundleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The walk over a record behind a sound one, with every transform on its way: JSON, or a refusal of all of them, and
 * nothing else.
 */
public final class RecordTarget {

    private static final Redactor REDACTOR = redactor();
    private static final RawRecord SOUND = new RawRecord(resource("records/full"));

    private RecordTarget() {}

    /** Takes one input, and fails by an exception. */
    public static void fuzzerTestOneInput(byte[] input) {
        RedactedRecords records;
        try {
            records = REDACTOR.redact(List.of(SOUND, new RawRecord(input), new RawRecord(input)), 1 << 20);
        } catch (MalformedRecord e) {
            return;
        }
        byte[] body = ReleasedBodies.bytes(records.page(Optional.empty()));
        if (!StrictJson.isJson(body)) {
            throw new AssertionError("no JSON: " + new String(body, StandardCharsets.UTF_8));
        }
        // a quote inside of a text is escaped, so that this is a key
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (text.contains("{\"unlisted\":") || text.contains(",\"unlisted\":")) {
            throw new AssertionError("a name that nobody listed was released");
        }
    }

    private static Redactor redactor() {
        PseudonymKey key = new PseudonymKey(1, new byte[32]);
        CompilationResult compilation =
                PolicyCompiler.compile(List.of(new BundleFile("all.yaml", bundle())), label -> key);
        if (!(compilation instanceof CompilationResult.Compiled sound)) {
            throw new AssertionError(compilation.toString());
        }
        Principal principal = new Principal("https://issuer.example", "alice", "desk", Set.of("reader"), Map.of());
        Query query = new Query(Predicate.all(), Optional.empty(), List.of(), 1, Optional.empty());
        AccessRequest request = new AccessRequest(principal, "fuzzing", Action.SEARCH, "all", query, Instant.EPOCH);
        return ((Decision.Permit) sound.policies().decide(request)).redactor();
    }

    private static String bundle() {
        return new String(resource("all.yaml"), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = RecordTarget.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("missing: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
