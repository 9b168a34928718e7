package io.metagate.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.policy.bundle.BundleFolder;
import io.metagate.policy.compile.CompilationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWatchTest {

    private final AtomicBoolean broken = new AtomicBoolean();

    @TempDir
    private Path folder;

    private BundleWatch watch;

    @BeforeEach
    void open() throws IOException {
        write(ThingsPolicies.text());
        watch = new BundleWatch(new BundleFolder(folder), new DerivedPseudonymKeys(SampleSecrets.of(1)), store -> {
            if (broken.get()) {
                throw new IllegalStateException("what nobody thought of");
            }
            return true;
        });
    }

    @Test
    void refusesABundleThatTheCompilerBreaksOnAndTakesTheNextOne() throws IOException {
        broken.set(true);
        write(ThingsPolicies.text() + "# other\n");

        assertThat(settled())
                .isInstanceOfSatisfying(CompilationResult.Rejected.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .asString()
                        .contains("cannot be compiled: java.lang.IllegalStateException at ")
                        .doesNotContain("nobody"));

        broken.set(false);
        write(ThingsPolicies.text() + "# mended\n");

        assertThat(settled()).isInstanceOf(CompilationResult.Compiled.class);
    }

    @Test
    void refusesAtTheStartWhatTheCompilerBreaksOn() {
        broken.set(true);

        assertThat(watch.first()).isInstanceOf(CompilationResult.Rejected.class);
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        Path gone = Files.createSymbolicLink(folder.resolve("gone.yaml"), folder.resolve("nothing"));

        assertThat(settled())
                .isInstanceOfSatisfying(CompilationResult.Rejected.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .asString()
                        .contains("cannot read " + gone + ": a link to nothing"));
    }

    @Test
    void confirmsNothingThatIsNotAtRest() throws IOException {
        assertThatIllegalStateException().isThrownBy(watch::confirm);
        assertThat(watch.look()).isInstanceOf(BundleState.Unchanged.class);
        watch.confirm();

        write(ThingsPolicies.text() + "# other\n");
        assertThat(watch.look()).isInstanceOf(BundleState.Unsettled.class);
        assertThatIllegalStateException().isThrownBy(watch::confirm);
    }

    @Test
    void handsAChangeOverWithEachLookUntilItIsConfirmedAndCompilesItOnce() throws IOException {
        write(ThingsPolicies.text() + "# other\n");
        CompilationResult first = settled();
        assertThat(changed(watch.look())).isSameAs(first);

        watch.confirm();
        assertThat(watch.look()).isInstanceOf(BundleState.Unchanged.class);
    }

    @Test
    void handsOverWhatWasThereBeforeAChangeThatWasNotConfirmed() throws IOException {
        write(ThingsPolicies.text() + "# other\n");
        CompilationResult other = settled();
        write(ThingsPolicies.text());

        assertThat(settled()).isNotSameAs(other);
    }

    private CompilationResult settled() {
        assertThat(watch.look()).isInstanceOf(BundleState.Unsettled.class);
        return changed(watch.look());
    }

    private static CompilationResult changed(BundleState state) {
        return ((BundleState.Changed) state).compilation();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("things.yaml"), text);
    }
}
