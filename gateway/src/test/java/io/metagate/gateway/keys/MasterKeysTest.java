package io.metagate.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final String ONE = base64(32, 0x11);
    private static final String TWO = base64(48, 0x22);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("secrets");
    }

    @Test
    void usesTheLastSecret() {
        MasterKeys one = read("1:" + ONE);
        MasterKeys both = read("# made by an operator\n1:" + ONE + "\n\n7:" + TWO + "\n");

        assertThat(one.currentId()).isEqualTo(1);
        assertThat(both.currentId()).isEqualTo(7);
        assertThat(both.derive("x")).isEqualTo(read("1:" + TWO).derive("x")).isNotEqualTo(one.derive("x"));
    }

    @Test
    void derivesUnderEarlierSecretsToo() {
        MasterKeys both = read("1:" + ONE + "\n7:" + TWO);

        assertThat(both.derive("x", 1)).hasValue(read("1:" + ONE).derive("x"));
        assertThat(both.derive("x", 7)).hasValue(both.derive("x"));
        assertThat(both.derive("x", 2)).isEmpty();
        assertThat(both.derive("x", 0)).isEmpty();
    }

    @Test
    void readsFilesOfAllSystems() {
        assertThat(read("1:" + ONE + "\r\n2:" + TWO + "  \r\n").currentId()).isEqualTo(2);
    }

    @Test
    void derivesUnrelatedKeysForDifferentPurposes() {
        MasterKeys keys = read("1:" + ONE);

        assertThat(keys.derive("a")).hasSize(32).isEqualTo(keys.derive("a")).isNotEqualTo(keys.derive("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET",
                ":SECRET",
                "0:SECRET",
                "01:SECRET",
                "-1:SECRET",
                "10000:SECRET",
                "x:SECRET",
                "2 SECRET",
                "2: SECRET",
                "2:SECRET:",
                "2:SECRET!",
                "2:SECRET=",
                "2:SECRET===",
                "2:SECRETA",
                "2:=SECRET",
                " # SECRET",
            })
    void namesTheLineThatItCannotReadWithoutRepeatingIt(String line) {
        String secret = base64(33, 0x33);

        assertRefused("# first\n1:" + ONE + "\n" + line.replace("SECRET", secret), "line 3: expected <id>:<base64>");
    }

    @Test
    void refusesSecretsThatAreTooShort() {
        assertRefused("1:" + base64(31, 0x33), "line 1: a secret has at least 32 bytes");
        assertRefused("1:" + ONE + "\n2:QUJD", "line 2: a secret has at least 32 bytes");
    }

    @Test
    void refusesIdsThatDoNotRise() {
        assertRefused("1:" + ONE + "\n1:" + TWO, "line 2: ids must rise from line to line");
        assertRefused("2:" + ONE + "\n1:" + TWO, "line 2: ids must rise from line to line");
    }

    @Test
    void refusesASecretOfZerosAndOneThatRepeats() {
        assertRefused("1:" + base64(32, 0), "line 1: a secret of zeros is none");
        assertRefused("1:" + ONE + "\n2:" + TWO + "\n3:" + ONE, "line 3: the secret is that of id 1");
    }

    @Test
    void refusesAFileWithoutASecret() {
        assertRefused("", "holds no secret");
        assertRefused("# none yet\n\n", "holds no secret");
    }

    @Test
    void refusesAFileThatCannotBeRead() throws IOException {
        assertThatExceptionOfType(UnusableKeys.class)
                .isThrownBy(() -> MasterKeys.read(folder.resolve("none")))
                .withMessage("metagate.keys.file: cannot read " + folder.resolve("none"))
                .withNoCause();
        Files.write(file, new byte[] {(byte) 0xC3, 0x28});
        assertThatExceptionOfType(UnusableKeys.class).isThrownBy(() -> MasterKeys.read(file));
    }

    @Test
    void doesNotPrintSecrets() {
        assertThat(read("1:" + ONE + "\n7:" + TWO)).hasToString("Keys[1, 7]");
    }

    private void assertRefused(String content, String message) {
        write(content);
        assertThatExceptionOfType(UnusableKeys.class)
                .isThrownBy(() -> MasterKeys.read(file))
                .withMessageStartingWith("metagate.keys.file: " + file)
                .withMessageEndingWith(message)
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(ONE, TWO, base64(33, 0x33), "QUJD"));
    }

    private MasterKeys read(String content) {
        write(content);
        return MasterKeys.read(file);
    }

    private void write(String content) {
        try {
            Files.write(file, content.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(int size, int filling) {
        byte[] secret = new byte[size];
        Arrays.fill(secret, (byte) filling);
        return Base64.getEncoder().encodeToString(secret);
    }
}
