package io.metagate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.text.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyValidateTest {

    private static final Path DEMO = Path.of("../demo/policies");

    private static final String PURPOSE = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: billing}
            spec: {description: Writing invoices., legalBasis: contract}
            """;

    @TempDir
    private Path folder;

    @Test
    void takesTheDemosPoliciesAndNamesTheirRevision() {
        Invocation validate = Invocation.of("policy", "validate", DEMO.toString());
        assertThat(validate.exit()).isZero();
        assertThat(validate.out()).matches("\\Q" + DEMO + "\\E: valid, revision [0-9a-f]{64}\n");
        assertThat(validate.err()).isEmpty();
    }

    @Test
    void printsEveryProblemOfEveryFileWithItsPosition() throws IOException {
        write("a.yaml", PURPOSE.replace("kind: Purpose", "kind: Intent"));
        write("b/c.yml", PURPOSE.replace("spec: {", "spec: {since: 2026, "));
        write("README.txt", "not a policy");
        Invocation validate = Invocation.of("policy", "validate", folder.toString());
        assertThat(validate.exit()).isEqualTo(1);
        assertThat(validate.out().lines())
                .containsExactly(
                        folder + "/a.yaml:2:7: unknown kind; known are Collection, Limit, Policy, PolicyTest, Purpose",
                        folder + "/b/c.yml:4:8: unknown key 'since'; known here: [description, legalBasis]");
        assertThat(validate.err()).isEmpty();
    }

    @Test
    void refusesAFolderWithoutPolicies() {
        Invocation validate = Invocation.of("policy", "validate", folder.toString());
        assertThat(validate.exit()).isEqualTo(1);
        assertThat(validate.out()).isEqualTo(folder + ":1:1: the bundle defines no collection\n");
    }

    @Test
    void leavesHiddenFilesAndFoldersOut() throws IOException {
        for (Path file : List.of(Path.of("collections.yaml"), Path.of("purposes.yaml"))) {
            write(file.toString(), Files.readString(DEMO.resolve(file)));
            write("..2026_01_05/" + file, Files.readString(DEMO.resolve(file)));
        }
        write(".draft.yaml", "not a policy");
        Invocation validate = Invocation.of("policy", "validate", folder.toString());
        assertThat(validate.out()).startsWith(folder + ": valid, revision ");
    }

    @Test
    void readsAFolderThatIsALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("current"), DEMO.toAbsolutePath());
        Invocation validate = Invocation.of("policy", "validate", link.toString());
        assertThat(validate.out()).startsWith(link + ": valid, revision ");
    }

    @Test
    void printsOneJsonObjectForPrograms() throws IOException {
        Invocation valid = Invocation.of("policy", "validate", "-o", "json", DEMO.toString());
        assertThat(valid.exit()).isZero();
        assertThat(valid.out()).matches("\\{\"problems\":\\[],\"revision\":\"[0-9a-f]{64}\",\"valid\":true}\n");
        write("a \"b\".yaml", PURPOSE.replace("kind: Purpose", "kind: Überzweck"));
        Invocation invalid = Invocation.of("policy", "validate", "--output=JSON", folder.toString());
        assertThat(invalid.exit()).isEqualTo(1);
        assertThat(invalid.out())
                .isEqualTo("{\"problems\":[{\"file\":\"" + folder
                        + "/a \\\"b\\\".yaml\",\"line\":2,\"column\":7,\"message\":\"unknown kind; known are Collection, Limit,"
                        + " Policy, PolicyTest, Purpose\"}],\"valid\":false}\n");
    }

    @Test
    void exitsWithTwoWhenNothingCanBeRead() throws IOException {
        Path missing = folder.resolve("missing");
        assertUnusable(missing, missing + ": no such folder");
        Path file = write("file.yaml", PURPOSE);
        assertUnusable(file, file + ": no such folder");
        Files.write(file, new byte[] {'k', (byte) 0xff});
        assertUnusable(folder, file + ": not UTF-8");
    }

    @Test
    void letsNoNameForgeALineOrSteerATerminal() throws IOException {
        String forging = "x\u001b[2J\r\n" + folder + ": valid, revision 0\u009b1m\u2028\u202e";
        Path file = write("a\nb.yaml", PURPOSE + "---\n\"" + VisibleText.of(forging) + "\": 1\n");

        for (String format : List.of("text", "json")) {
            Invocation invalid = Invocation.of("policy", "validate", "-o", format, folder.toString());

            assertThat(invalid.exit()).isEqualTo(1);
            assertThat(invalid.out().lines())
                    .allMatch(line -> line.startsWith(format.equals("json") ? "{" : folder + "/a\\u000ab.yaml:"));
            assertThat(invalid.out().replace("\n", ""))
                    .doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\u2028\u202e]")
                    .contains("\\u202e");
        }
        Files.delete(file);
        for (String argument : List.of("--" + forging, forging)) {
            Invocation misuse = Invocation.of("policy", "validate", folder.toString(), argument);

            assertThat(misuse.exit()).isEqualTo(2);
            assertThat(misuse.err().replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\u2028\u202e]");
            assertThat(misuse.err().lines()).noneMatch(line -> line.startsWith(folder + ": valid"));
        }
    }

    @Test
    void exitsWithTwoWhenItIsMisused() {
        for (String[] arguments : new String[][] {
            {},
            {"policy"},
            {"polic"},
            {"policy", "validate"},
            {"policy", "validate", "a", "b"},
            {"policy", "validate", "-o", "xml", "a"},
            {"policy", "validate", "--strict", "a"}
        }) {
            Invocation misuse = Invocation.of(arguments);
            assertThat(misuse.exit()).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(misuse.out()).isEmpty();
            assertThat(misuse.err()).contains("metagate").doesNotContain("\tat ");
        }
    }

    @Test
    void explainsItself() {
        assertThat(Invocation.of("--help").out()).contains("Usage: metagate", "policy");
        assertThat(Invocation.of("policy", "validate", "--help").out())
                .contains(
                        "Usage: metagate policy validate",
                        "DIR",
                        "text, json",
                        "Exit codes:",
                        "does not know the stores");
        assertThat(Invocation.of("--version").out()).startsWith("metagate ");
    }

    private static void assertUnusable(Path bundle, String complaint) {
        Invocation validate = Invocation.of("policy", "validate", bundle.toString());
        assertThat(validate.exit()).isEqualTo(2);
        assertThat(validate.out()).isEmpty();
        assertThat(validate.err()).isEqualTo("metagate: cannot read " + complaint + "\n");
        Invocation json = Invocation.of("policy", "validate", "-o", "json", bundle.toString());
        assertThat(json.exit()).isEqualTo(2);
        assertThat(json.out())
                .isEqualTo("{\"problems\":[{\"message\":\"cannot read " + complaint + "\"}],\"valid\":false}\n");
        assertThat(json.err()).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
