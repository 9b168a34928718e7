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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiled classes do not tell. */
class SourcesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/metagate/gateway");
    private static final Pattern CATCH_ALL =
            Pattern.compile("catch\\s*\\([^)]*\\b(RuntimeException|Exception|Throwable|Error)\\b");

    @Test
    void catchesEverythingInFewPlacesOnly() {
        List<String> catching = files().filter(
                        file -> CATCH_ALL.matcher(text(file)).find())
                .map(file -> file.getFileName().toString())
                .toList();

        assertThat(catching)
                .as(
                        "an unexpected error of an access has one answer, one of a bundle refuses it (P6), one of a change leaves it unsettled (P3), and none ends what goes on beside the requests (P6)")
                .containsExactlyInAnyOrder(
                        "EnforcementPoint.java",
                        "BundleWatch.java",
                        "RecordWriter.java",
                        "PeriodicTask.java",
                        "PeriodicTasks.java");
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
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
