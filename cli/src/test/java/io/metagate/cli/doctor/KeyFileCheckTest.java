package io.metagate.cli.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.cli.doctor.DoctorFinding.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileCheckTest {

    private static final String SECRET =
            Base64.getEncoder().encodeToString("of thirty-two bytes, no less: ok".getBytes(US_ASCII));
    private static final String OTHER =
            Base64.getEncoder().encodeToString("another one of thirty-two bytes.".getBytes(US_ASCII));
    private static final String ZEROS = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    @Test
    void isContentWithSecretsThatTheGatewayCanRead() throws IOException {
        assertThat(finding("# ours\n\n1:" + SECRET + "\n7:" + OTHER + "\n"))
                .returns(Result.OK, DoctorFinding::result)
                .returns("It can be used; new tokens are made with secret 7.", DoctorFinding::advice);
    }

    @Test
    void namesTheLineThatCannotBeUsedAndNoSecret() throws IOException {
        for (String line : List.of(
                SECRET,
                "0:" + SECRET,
                "1:short",
                "1:AAAA",
                "1:" + ZEROS,
                "2:" + SECRET + "\n2:" + OTHER,
                "2:" + SECRET + "\n3:" + SECRET)) {
            assertThat(finding("# ours\n" + line))
                    .returns(Result.BAD, DoctorFinding::result)
                    .matches(finding -> finding.advice().matches("Line [23]: .*"))
                    .matches(finding -> !finding.advice().contains(SECRET));
        }
    }

    @Test
    void saysThatThereIsNoFileOrNothingInIt() throws IOException {
        assertThat(new KeyFileCheck(folder.resolve("none")).finding()).returns(Result.BAD, DoctorFinding::result);
        assertThat(new KeyFileCheck(folder).finding()).returns(Result.BAD, DoctorFinding::result);
        assertThat(finding("# nothing\n"))
                .returns(Result.BAD, DoctorFinding::result)
                .matches(finding -> finding.advice().contains("it holds no secret"));
    }

    private DoctorFinding finding(String text) throws IOException {
        return new KeyFileCheck(Files.writeString(folder.resolve("keys"), text)).finding();
    }
}
