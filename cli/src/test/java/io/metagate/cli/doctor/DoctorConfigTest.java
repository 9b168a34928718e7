package io.metagate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metagate.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorConfigTest {

    private static final String SECRET = "s3cret";

    @TempDir
    private Path folder;

    @Test
    void readsTheFileAndBeforeItTheEnvironment() throws Exception {
        DoctorConfig read =
                read("""
                metagate.store.uri=mongodb://file
                metagate.store.archive.uri=mongodb://archive
                metagate.store.archive.tls-ca-file=/etc/ca.pem
                metagate.policy.bundle=${HOME_OF_POLICIES}/policies
                metagate.keys.file=unread
                %prod.metagate.oidc.issuer=https://issuer.example/
                """, Map.of("METAGATE_STORE_URI", "mongodb://environment", "HOME_OF_POLICIES", "/srv"));

        assertThat(read.stores()).containsOnlyKeys("default", "archive");
        assertThat(store(read, "default").uri()).isEqualTo("mongodb://environment");
        assertThat(store(read, "archive").uri()).isEqualTo("mongodb://archive");
        assertThat(store(read, "archive").tlsCaFile()).contains(Path.of("/etc/ca.pem"));
        assertThat(read.bundle()).contains(Path.of("/srv/policies"));
        assertThat(read.issuer()).contains("https://issuer.example/");
    }

    @Test
    void readsTheEnvironmentAlone() throws Exception {
        DoctorConfig read = DoctorConfig.read(
                Optional.empty(),
                Map.of("METAGATE_STORE_URI", "mongodb://a", "METAGATE_STORE_ARCHIVE_URI", "mongodb://b"));

        assertThat(read.stores()).containsOnlyKeys("default", "archive");
        assertThat(read.issuer()).isEmpty();
        assertThat(read.bundle()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0.2S,200", "200ms,200", "2s,2000", "1m,60000", "3,3000", "1d,86400000", "P1D,86400000"})
    void readsDurationsAsTheGatewayDoes(String written, long millis) throws Exception {
        DoctorConfig read = read("metagate.store.uri=mongodb://a\nmetagate.store.timeout=" + written, Map.of());

        assertThat(store(read, "default").timeout()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void namesTheKeysThatAreMissingOrWrongAndNothingOfTheirValues() {
        DoctorConfigException wrong = catchThrowableOfType(
                DoctorConfigException.class,
                () -> read(
                        "metagate.store.archive.user=" + SECRET + "\nmetagate.store.max-page-bytes=" + SECRET,
                        Map.of("METAGATE_STORE_TIMEOUT", SECRET)));

        assertThat(wrong.problems())
                .hasSize(4)
                .noneMatch(problem -> problem.contains(SECRET))
                .anyMatch(problem -> problem.startsWith("metagate.store.uri: "))
                .anyMatch(problem -> problem.startsWith("metagate.store.archive.uri: "))
                .anyMatch(problem -> problem.startsWith("metagate.store.max-page-bytes: "))
                .anyMatch(problem -> problem.startsWith("metagate.store.timeout: "));
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DoctorConfig.read(Optional.of(folder.resolve("absent")), Map.of()))
                .withMessageStartingWith(folder.resolve("absent").toString());
    }

    private static StoreConfig store(DoctorConfig read, String name) {
        return Objects.requireNonNull(read.stores().get(name));
    }

    private DoctorConfig read(String properties, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(folder.resolve("application.properties"), properties);
        return DoctorConfig.read(Optional.of(file), environment);
    }
}
