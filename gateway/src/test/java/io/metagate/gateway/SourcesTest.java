package io.metagate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.policy.decision.PermittedCreate;
import io.metagate.policy.decision.PermittedDelete;
import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.decision.PermittedReveal;
import io.metagate.policy.decision.PermittedUpdate;
import io.metagate.policy.redaction.DetokenizedValues;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.RedactedLines;
import io.metagate.policy.redaction.RedactedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiled classes do not tell. */
class SourcesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/metagate/gateway");
    private static final Pattern CATCH_ALL =
            Pattern.compile("catch\\s*\\([^)]*\\b(RuntimeException|Exception|Throwable|Error)\\b");
    private static final Pattern FLAG_AND_FINALLY = Pattern.compile("\\} finally \\{\\s*(//[^\n]*\\s*)*if \\(!\\w+\\)");
    private static final Pattern STATIC_STATE = Pattern.compile("(?m)^\\s*((private|protected|public)\\s+)?static "
            + "(volatile [^(=;]+[=;]"
            + "|(?!final |abstract |class |record |interface |enum |sealed |<|volatile )[\\w.<>\\[\\], ?@]+ \\w+( =|;)"
            + "|final [^=;(\\n]+=\\s*(new (Concurrent|Atomic|Linked|Hash|Array|CopyOnWrite|Tree|Weak|Identity|LongAdder)"
            + "|ConcurrentHashMap\\.|Collections\\.synchronized))");
    private static final Pattern INTERNALS = Pattern.compile("(?m)^import (io\\.quarkus\\.[a-z.]+\\.runtime\\."
            + "|io\\.vertx\\.[a-z.]*\\bimpl\\.|org\\.jboss\\.resteasy\\.(core|spi|plugins)\\."
            + "|io\\.netty\\.util\\.internal\\.|com\\.mongodb\\.internal\\.|org\\.hibernate\\.[a-z.]*internal\\.)");

    @Test
    void catchesEverythingInFewPlacesOnly() throws IOException {
        Map<String, String> reasons = Map.ofEntries(
                Map.entry("PeriodicTask.java", "nothing ends what goes on beside the requests (P6)"),
                Map.entry("EnforcementPoint.java", "an unexpected error of an access has one answer, recorded (P3)"),
                Map.entry("BundleWatch.java", "an unexpected error of a bundle refuses it (P6)"),
                Map.entry("RecordWriter.java", "an unexpected error of a change leaves it in doubt (P3)"),
                Map.entry("ShadowPolicies.java", "an unexpected error of a policy in shadow changes no decision"),
                Map.entry("CelCondition.java", "a condition that cannot be evaluated is unknown (P6)"),
                Map.entry("TokenSignature.java", "what makes the library of tokens throw is no signature (P6)"),
                Map.entry("VerificationKey.java", "what makes the library of tokens throw is no key (P6)"),
                Map.entry("Demo.java", "a part of the demo that does not stop keeps no other from it"),
                Map.entry("DemoMain.java", "the last word of a command"),
                Map.entry("MeasuredServers.java", "a server that does not stop keeps no other from it"));

        assertThat(matching(allModules(), CATCH_ALL)).containsExactlyInAnyOrderElementsOf(reasons.keySet());
    }

    @Test
    void undoesByAScopeGuardAndNotByAFlag() throws IOException {
        // The cache of the issuer's keys is in a library without the guard.
        assertThat(matching(allModules(), FLAG_AND_FINALLY)).containsExactlyInAnyOrder("KeySetCache.java");
    }

    @Test
    void keepsNoStateInStaticFields() throws IOException {
        // The network library makes its extensions itself and hands them nothing.
        assertThat(matching(allModules(), STATIC_STATE)).containsExactlyInAnyOrder("ConnectionInitializer.java");
    }

    @Test
    void usesInternalsOfTheFrameworkWhereItHasNothingElse() throws IOException {
        Map<String, String> reasons = Map.ofEntries(
                Map.entry("BearerTokenMechanism.java", "documented by Quarkus as its extension point"),
                Map.entry("PrincipalResolver.java", "the builder of identities, documented by Quarkus"),
                Map.entry("ProblemWriter.java", "the same builder"),
                Map.entry("RequestAdmission.java", "whose turn it is depends on who asks, before any endpoint"),
                Map.entry("ReleasedBody.java", "RESTEasy has no way to hand a body over as a whole"),
                Map.entry("RequestMetadataReader.java", "the request at hand"),
                Map.entry("ExportConnections.java", "the request at hand"),
                Map.entry("IngressHandler.java", "hands the body that it has read to the endpoints"),
                Map.entry("ConnectionLease.java", "the channel of a connection"),
                Map.entry("ConnectionReset.java", "the channel of a connection"),
                Map.entry("ClientConnection.java", "the channel of a connection"));

        assertThat(matching(allModules(), INTERNALS)).containsExactlyInAnyOrderElementsOf(reasons.keySet());
    }

    @Test
    void declaresEveryPackageNullMarkedAndSaysWhatItIsFor() {
        List<Path> packages = files().map(Path::getParent).distinct().toList();

        assertThat(packages).hasSizeGreaterThan(8).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(text(info)).startsWith("/**").contains("@NullMarked\npackage ");
        });
    }

    @Test
    void letsNobodyElseMakeWhatProvesThatARightOrAReceiptExists() {
        assertThat(Stream.of(
                        PermittedQuery.class,
                        PermittedReveal.class,
                        PermittedCreate.class,
                        PermittedUpdate.class,
                        PermittedPatch.class,
                        PermittedDelete.class,
                        AuditReceipt.class,
                        RedactedBody.class,
                        RedactedRecords.class,
                        RedactedLines.class,
                        DetokenizedValues.class))
                .allSatisfy(type -> assertThat(type.getConstructors()).isEmpty());
    }

    private static Stream<Path> files() {
        return files(SOURCES);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources of what runs, of all modules. */
    private static List<Path> allModules() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."), 3)) {
            return files.filter(file -> file.endsWith("pom.xml"))
                    .map(pom -> pom.resolveSibling("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourcesTest::files)
                    .toList();
        }
    }

    private static List<String> matching(List<Path> files, Pattern wanted) {
        return files.stream()
                .filter(file -> wanted.matcher(text(file)).find())
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
