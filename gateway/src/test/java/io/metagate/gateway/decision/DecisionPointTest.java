package io.metagate.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.decision.PolicySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionPointTest {

    @TempDir
    private Path folder;

    private DecisionPoint decisions;

    @BeforeEach
    void open() {
        write("things.yaml", ThingsPolicies.text());
        decisions = DecisionPoints.of(folder);
    }

    @Test
    void refusesCollectionsOfAStoreThatIsNotConfigured() {
        assertThat(new DecisionPoint(DecisionPoints.config(folder), SampleSecrets.of(1), () -> Set.of("archive"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("metagate.policy.bundle: ")
                .endsWith("unknown store 'default'");
    }

    @Test
    void isOverdueAndStaleAndNotReadyWhereNobodyHasLookedForTooLong() {
        AtomicLong nanos = new AtomicLong();
        DecisionPoint point = DecisionPoints.of(folder, nanos::get);
        nanos.set(DecisionPoints.MAX_AGE.toNanos());
        assertThat(point.overdue()).isFalse();
        assertThat(point.stale()).isFalse();

        nanos.incrementAndGet();
        assertThat(point.overdue()).isTrue();
        assertThat(point.stale()).isTrue();
        assertThat(new PolicyHealth(point).call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(new PolicyHealth(point).call().getData().orElseThrow())
                .containsEntry("stale", true)
                .containsEntry("reason", "what the bundle holds was not found in force in time");

        point.look();
        assertThat(point.overdue()).isTrue();
        point.confirm();
        assertThat(point.overdue()).isFalse();
        assertThat(new PolicyHealth(point).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void isOverdueAndNotReadyUntilTheFolderWasFoundAtRest() {
        DecisionPoint point = DecisionPoints.begun(folder);
        assertThat(point.problems()).isEmpty();
        assertThat(point.overdue()).isTrue();
        assertThat(point.stale()).isTrue();
        assertThat(new PolicyHealth(point).call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);

        assertThat(point.look()).isInstanceOf(BundleState.Unchanged.class);
        point.confirm();
        assertThat(point.overdue()).isFalse();
        assertThat(new PolicyHealth(point).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void refusesPoliciesThatAreTooOldBeforeTheyAreLookedAt() {
        PolicyConfig config = new PolicyConfig() {
            @Override
            public Path bundle() {
                return folder;
            }

            @Override
            public Duration pollInterval() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Duration maxAge() {
                return Duration.ofMinutes(1);
            }
        };
        assertThat(new DecisionPoint(config, SampleSecrets.of(1), () -> Set.of("default")).problems())
                .containsExactly("metagate.policy.max-age: not more than metagate.policy.poll-interval");
    }

    @Test
    void seesNoChangeWhereThereIsNone() {
        assertThat(decisions.look()).isInstanceOf(BundleState.Unchanged.class);
        assertThat(decisions.look()).isInstanceOf(BundleState.Unchanged.class);
    }

    @Test
    void leavesABundleAloneUntilItHasComeToRest() {
        write("things.yaml", ThingsPolicies.text().substring(0, 200));
        assertThat(decisions.look()).isInstanceOf(BundleState.Unsettled.class);
        write("things.yaml", ThingsPolicies.text() + "# other\n");
        assertThat(decisions.look()).isInstanceOf(BundleState.Unsettled.class);

        assertThat(changed()).isInstanceOf(CompilationResult.Compiled.class);
        decisions.confirm();
        assertThat(decisions.look()).isInstanceOf(BundleState.Unchanged.class);
    }

    @Test
    void seesAFileThatIsNewAndOneThatIsGone() throws Exception {
        write("deeper/purpose.yml", purpose("audit"));
        PolicySet more = settled();
        assertThat(more.catalogue().purpose("audit")).isPresent();

        Files.delete(folder.resolve("deeper/purpose.yml"));
        PolicySet fewer = settled();

        assertThat(fewer.catalogue().purpose("audit")).isEmpty();
        assertThat(fewer.revision()).isEqualTo(decisions.current().revision());
    }

    @Test
    void seesAFolderThatIsSwappedAsAWhole() throws Exception {
        Path link = folder.resolve("..").normalize().resolve(folder.getFileName() + ".link");
        Path other = Files.createDirectory(folder.resolve("..").normalize().resolve(folder.getFileName() + ".other"));
        Files.writeString(other.resolve("things.yaml"), ThingsPolicies.text() + "# other\n");
        Files.createSymbolicLink(link, folder);
        decisions = DecisionPoints.of(link);

        Files.delete(link);
        Files.createSymbolicLink(link, other);

        assertThat(settled().revision()).isNotEqualTo(decisions.current().revision());
    }

    @Test
    void keepsThePoliciesInForceAndSaysWhyNewerOnesAreRefused() {
        PolicySet before = decisions.current();
        write("things.yaml", ThingsPolicies.text() + "---\nnonsense: 1\n");
        decisions.look();

        assertThat(decisions.keep((CompilationResult.Rejected) changed()))
                .anySatisfy(line -> assertThat(line).contains("things.yaml:").contains("nonsense"));

        assertThat(decisions.current()).isSameAs(before);
        assertThat(decisions.stale()).isTrue();
    }

    @Test
    void keepsThePoliciesInForceWhenTheFolderIsGone() throws Exception {
        PolicySet before = decisions.current();
        Files.delete(folder.resolve("things.yaml"));
        Files.delete(folder);
        decisions.look();

        assertThat(decisions.keep((CompilationResult.Rejected) changed())).hasSize(1);

        assertThat(decisions.current()).isSameAs(before);
    }

    @Test
    void isNotStaleAnyMoreWhenTheBundleIsMended() {
        write("things.yaml", "nonsense: 1\n");
        decisions.look();
        decisions.keep((CompilationResult.Rejected) changed());
        write("things.yaml", ThingsPolicies.text());

        decisions.adopt(settled());

        assertThat(decisions.stale()).isFalse();
    }

    private PolicySet settled() {
        assertThat(decisions.look()).isInstanceOf(BundleState.Unsettled.class);
        return ((CompilationResult.Compiled) changed()).policies();
    }

    private CompilationResult changed() {
        return ((BundleState.Changed) decisions.look()).compilation();
    }

    private void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String purpose(String name) {
        return """
                apiVersion: metagate.io/v1
                kind: Purpose
                metadata: {name: %s}
                spec: {description: To look., legalBasis: contract}
                """.formatted(name);
    }
}
