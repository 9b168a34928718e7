package io.metagate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.metagate.demo.gateway.StandInGateway;
import io.metagate.demo.machine.LoopbackPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoMainTest {

    @TempDir
    private Path root;

    private final LoopbackPort port = LoopbackPort.free();
    private final Map<String, String> variables =
            new TreeMap<>(Map.of("METAGATE_PORT", port.toString(), "METAGATE_DEMO_RECORDS", "50"));

    @BeforeEach
    void build() throws IOException {
        StandInGateway.jar(root.resolve("gateway/target/quarkus-app/quarkus-run.jar"));
    }

    @Test
    void startsEverythingOnceAndStopsEverythingOnASignal() throws Exception {
        try (Command demo = demo()) {
            demo.awaitOutput("Metagate is ready at http://localhost:" + port);
            assertThat(demo.out()).contains("/v1/collections/accounts/records/acc-1", "./run token support-agent");
            assertThat(demo.err()).contains("accounts: loading 50 records");
            assertToken();
            assertNobodyElseMayLookIntoTheHome();
            assertSecondIsRefused();
            List<ProcessHandle> children = childProcesses();
            assertThat(children).hasSize(2);

            demo.terminate();
            demo.exit();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.err()).doesNotContain("Exception", "ended");
        }
        try (Command token = demo("token", "analyst")) {
            assertThat(token.exit()).isEqualTo(1);
            assertThat(token.out()).isEmpty();
            assertThat(token.err())
                    .startsWith("metagate: no demo runs with the state in")
                    .hasLineCount(1);
        }
    }

    @Test
    void startsAgainWithItsStateAfterItWasKilled() throws Exception {
        try (Command demo = demo()) {
            demo.awaitOutput("Metagate is ready");
            List<ProcessHandle> orphans = childProcesses();
            demo.kill();
            demo.exit();
            try (Command next = demo()) {
                next.awaitOutput("Metagate is ready");
                assertThat(next.err()).doesNotContain("loading");
                assertThat(orphans).hasSize(2).noneMatch(ProcessHandle::isAlive);
                next.terminate();
                next.exit();
            }
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(port.number(), 1, LoopbackPort.address());
                Command demo = demo()) {
            assertThat(taken.isBound()).isTrue();
            assertThat(demo.exit()).isEqualTo(1);
            assertThat(demo.err())
                    .startsWith("metagate: port " + port + " is taken")
                    .hasLineCount(1);
        }
    }

    @Test
    void saysInOneLineWhichSettingMakesNoSense() throws Exception {
        for (String wrong : List.of("x", "0", "-1", "65536", "99999999999")) {
            variables.put("METAGATE_PORT", wrong);
            try (Command demo = demo()) {
                assertThat(demo.exit()).isEqualTo(1);
                assertThat(demo.err()).isEqualTo("metagate: METAGATE_PORT must be a number from 1 to 65535\n");
            }
        }
    }

    @Test
    void tellsHowItIsUsedWhenItIsMisused() throws Exception {
        for (List<String> words :
                List.of(List.of("bogus"), List.of("token"), List.of("token", "nobody"), List.of("start", "now"))) {
            try (Command demo = demo(words.toArray(String[]::new))) {
                assertThat(demo.exit()).isEqualTo(2);
                assertThat(demo.out()).isEmpty();
                assertThat(demo.err()).startsWith("usage: ./run").contains("support-agent");
            }
        }
    }

    private void assertToken() throws Exception {
        try (Command token = demo("token", "support-agent")) {
            assertThat(token.exit()).isZero();
            assertThat(token.out()).hasLineCount(1).endsWith("\n");
            assertThat(SignedJWT.parse(token.out().strip()).getJWTClaimsSet().getSubject())
                    .isEqualTo("support-agent");
            assertThat(token.err()).isEmpty();
        }
    }

    private void assertNobodyElseMayLookIntoTheHome() throws IOException {
        Path home = root.resolve(".metagate");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .endsWith("------");
            }
        }
        assertThat(home.resolve("postgresql-programs")).isNotEmptyDirectory();
        assertThat(home.resolve("gateway.log")).exists();
    }

    private void assertSecondIsRefused() throws Exception {
        try (Command second = demo()) {
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err())
                    .startsWith("metagate: the demo already runs")
                    .hasLineCount(1);
        }
    }

    /** PostgreSQL and the gateway, found by their process ids as these are kept in the demo's home. */
    private List<ProcessHandle> childProcesses() throws IOException {
        Path home = root.resolve(".metagate");
        return Stream.of(home.resolve("gateway.log.pid"), home.resolve("postgresql/postmaster.pid"))
                .map(DemoMainTest::firstLine)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static String firstLine(Path file) {
        try {
            return Files.readAllLines(file).get(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Command demo(String... words) throws IOException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DemoMain.class.getName());
        return Command.start(
                root, variables, Stream.concat(java.stream(), Stream.of(words)).toList());
    }
}
