package io.metagate.demo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.machine.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final GatewayEnvironment environment =
            GatewayEnvironment.on(LoopbackPort.free(), LoopbackPort.free()).store("mongodb://127.0.0.1:1");
    private Path jar = Path.of("");

    @BeforeEach
    void build() throws IOException {
        jar = StandInGateway.jar(folder.resolve("gateway.jar"));
    }

    @Test
    void isReadyOnceItSaysSoAndGoneOnceItIsClosed() {
        GatewayProcess gateway = start(environment);
        assertThat(gateway.awaitReady(PATIENCE)).isTrue();
        gateway.close();
        assertThat(gateway.isAlive()).isFalse();
        assertThat(environment.management().isFree()).isTrue();
    }

    @Test
    void diesAtOnceWhenKilled() {
        GatewayProcess gateway = start(environment);
        assertThat(gateway.awaitReady(PATIENCE)).isTrue();
        gateway.kill9();
        assertThat(ProcessHandle.of(gateway.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(gateway.awaitExit(PATIENCE)).hasValue(128 + 9);
    }

    @Test
    void isNotReadyWhenItEndsBefore() {
        try (GatewayProcess gateway = start(environment.store("fail"))) {
            assertThat(gateway.awaitReady(PATIENCE)).isFalse();
            assertThat(gateway.awaitExit(PATIENCE)).hasValue(3);
            assertThat(gateway.log()).contains("told to fail");
        }
    }

    @Test
    void hearsOnlyTheVariablesItIsTold() {
        try (GatewayProcess gateway = start(environment.with("METAGATE_PORT", "told"))) {
            assertThat(gateway.awaitReady(PATIENCE)).isTrue();
            assertThat(gateway.log()).contains("METAGATE_PORT is told");
        }
    }

    @Test
    void endsTheGatewayThatAnEarlierRunLeftBehind() {
        GatewayProcess forgotten = start(environment);
        assertThat(forgotten.awaitReady(PATIENCE)).isTrue();
        try (GatewayProcess next = start(environment)) {
            assertThat(forgotten.isAlive()).isFalse();
            assertThat(next.awaitReady(PATIENCE)).isTrue();
        }
    }

    @Test
    void keepsItsKeysInAFileThatOnlyItsOwnerMayRead() throws IOException {
        Path keys = GatewayKeys.in(folder.resolve("keys"));
        String line = Files.readString(keys);
        assertThat(line).matches("1:[A-Za-z0-9+/]{43}=\n");
        assertThat(Files.readString(GatewayKeys.in(keys))).isEqualTo(line);
        assertThat(Files.getPosixFilePermissions(keys)).hasSize(2);
    }

    private GatewayProcess start(GatewayEnvironment environment) {
        return GatewayProcess.start(jar, environment, folder.resolve("gateway.log"));
    }
}
