package io.metagate.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.source.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFolderTest {

    @TempDir
    private Path place;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(place.resolve("bundle"));
    }

    @Test
    void readsEveryPolicyFileHoweverItsEndIsWritten() throws IOException {
        for (String name : List.of("d.yaml", "c.yml", "b.YAML", "sub/a.Yml", "README", "sub/readme.md", "ReadMe.TXT")) {
            write(folder.resolve(name));
        }

        assertThat(names(folder)).containsExactly("b.YAML", "c.yml", "d.yaml", "sub/a.Yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\u000b", "\t", "\u001b", " ", "\u202e"})
    void readsFilesWithWhateverIsInTheirPath(String character) throws IOException {
        Assumptions.assumeTrue(canBeInAName(character));
        List<String> odd = List.of(
                "a" + character + "b.yaml",
                character + ".yml",
                "c.yaml" + character + ".yaml",
                "d" + character + "e/f.yaml",
                character + "/g.yaml");
        for (String name : odd) {
            write(folder.resolve(name));
        }

        assertThat(names(folder)).containsExactlyInAnyOrderElementsOf(odd);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.yaml\n",
                "a.yaml\r",
                "a.yaml ",
                "a.yaml\u2028",
                "a.yaml.bak",
                "a.yaml~",
                "a.yam",
                "a.json",
                "yaml",
                "a.yml.gz",
                "notes.txt",
                "sub/a",
                "sub/a.yaml.disabled",
                "README.yaml.old",
                "README\n",
                "READMENOT",
                "a\n.txt"
            })
    void refusesEveryOtherFileByItsName(String name) throws IOException {
        Assumptions.assumeTrue(canBeInAName(name.replace('/', '-')));
        write(folder.resolve("b.yaml"));
        write(folder.resolve(name));

        assertRefused(folder.resolve(name)
                + ": not a policy file, whose name ends in .yaml or .yml; hide it (.name) or move it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b.yaml", "\\a.yaml", "a\\.yaml", "a\\b/c.yaml", "d/e\\f.yml"})
    void refusesNamesThatReadAsPathsElsewhere(String name) throws IOException {
        Assumptions.assumeTrue(canBeInAName("\\"));
        write(folder.resolve("a/b.yaml"));
        write(folder.resolve(name));

        assertRefused(folder.resolve(name) + ": a backslash in a name: rename it");
    }

    @Test
    void readsFilesWhoseNamesLookAlikeAsOnesOfTheirOwn() throws IOException {
        List<String> alike =
                List.of("a.yaml", "A.yaml", "a.YAML", "a.yml", "\u00e9.yaml", "e\u0301.yaml", "\u0430.yaml");
        for (String name : alike) {
            Assumptions.assumeTrue(canBeInAName(name));
            Assumptions.assumeFalse(Files.exists(folder.resolve(name)), "names are folded here");
            write(folder.resolve(name));
        }

        assertThat(names(folder)).containsExactlyInAnyOrderElementsOf(alike);
    }

    @Test
    void refusesFilesThatGiveTheSameNameBecauseOfWhatIsNoTextInThem() throws Exception {
        touch("x\\377.yaml");
        assertThat(names(folder)).hasSize(1);
        touch("x\\376.yaml");

        assertThatThrownBy(() -> new BundleFolder(folder).read())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageContaining("another file has the same name");
    }

    /** Makes a file whose name has bytes that are no UTF-8, as only a shell can. */
    private void touch(String name) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf '# nothing\\n' > \"$(printf '" + name + "')\"")
                .directory(folder.toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.yaml", "x.yml", "x.YAML", "sub/x.yaml"})
    void refusesFoldersThatAreCalledLikePolicyFiles(String name) throws IOException {
        write(folder.resolve("a.yaml"));
        Path empty = Files.createDirectories(folder.resolve(name));
        assertRefused(empty + ": a folder with a policy file's name");
        write(empty.resolve("restricts.yaml"));
        assertRefused(empty + ": a folder with a policy file's name");
    }

    @Test
    void refusesWhatIsNoFileWithoutOpeningIt() throws Exception {
        Path pipe = folder.resolve("pipe.yaml");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        assertRefused(pipe + ": not a file");

        Files.move(pipe, folder.resolve(".pipe"));
        Path link = Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of(".pipe"));
        assertRefused(link + ": not a file");
    }

    @Test
    void refusesFilesAndFoldersThatItMayNotRead() throws IOException {
        Path file = folder.resolve("sub/a.yaml");
        write(file);
        Assumptions.assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "nobody is kept out");
        assertRefused(file + ": access denied");
        assertThat(file.toFile().setReadable(true)).isTrue();
        Path closed = folder.resolve("sub");
        assertThat(closed.toFile().setReadable(false)).isTrue();
        assertRefused(closed + ": access denied");
        assertThat(closed.toFile().setReadable(true)).isTrue();
    }

    /** A file system may have names of another charset. */
    private boolean canBeInAName(String text) {
        try {
            return place.resolve(text).getFileName().toString().equals(text);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Test
    void followsLinksToTheFolderToFoldersAndToFiles() throws IOException {
        write(place.resolve("shared/restricts.yaml"));
        write(place.resolve("one.yaml"));
        Files.createSymbolicLink(folder.resolve("linked"), place.resolve("shared"));
        Files.createSymbolicLink(folder.resolve("two.yaml"), place.resolve("one.yaml"));
        Path link = Files.createSymbolicLink(place.resolve("current"), folder);

        assertThat(names(link)).containsExactly("linked/restricts.yaml", "two.yaml");
    }

    @Test
    void readsAConfigMapOnceAsKubernetesMountsIt() throws IOException {
        write(folder.resolve("..2026_01_05/a.yaml"));
        write(folder.resolve("..2026_01_05/sub/b.yaml"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01_05"));
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
        Files.createSymbolicLink(folder.resolve("sub"), Path.of("..data/sub"));

        assertThat(names(folder)).containsExactly("a.yaml", "sub/b.yaml");
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        Path file = folder.resolve("sub/a.yaml");
        write(file);
        Files.write(file, new byte[] {'k', (byte) 0xff});
        assertRefused(file + ": not UTF-8");
        Files.delete(file);

        Path link = Files.createSymbolicLink(folder.resolve("sub/gone"), place.resolve("gone"));
        assertRefused(link + ": a link to nothing");
        Files.delete(link);

        Path circle = Files.createSymbolicLink(folder.resolve("sub/up"), folder);
        assertRefused(circle + ": a link to a folder above it");
    }

    @Test
    void leavesHiddenOnesOutWhateverTheyAre() throws IOException {
        write(folder.resolve("a.yaml"));
        write(folder.resolve(".draft.yaml"));
        Files.createSymbolicLink(folder.resolve(".gone.yaml"), place.resolve("gone"));
        Files.createSymbolicLink(folder.resolve(".up"), folder);

        assertThat(names(folder)).containsExactly("a.yaml");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> new BundleFolder(folder).read())
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static List<String> names(Path folder) throws IOException {
        return new BundleFolder(folder).read().stream().map(BundleFile::name).toList();
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# nothing\n");
    }
}
