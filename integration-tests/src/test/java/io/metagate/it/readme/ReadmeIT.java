package io.metagate.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of the README and of the other pages, and compares what they print with what the pages say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_TYPED = Set.of("./run", "./mvnw verify");

    private static final Pattern UNAUDITED = Pattern.compile("`(/[a-z/]+)`");
    private static final List<String> AUDITED = List.of(
            "/",
            "/v1",
            "/v1/collections",
            "/v1/collections/accounts/records/acc-1",
            "/v1/collections/accounts/records/search",
            "/v1/collections/accounts/tokens/reveal",
            "/v1/decisions/explain",
            "/v1/audit/records",
            "/v1/nothing",
            "/q",
            "/q/health",
            "/q/metrics",
            "/q/openapi",
            "/openapi-ui",
            "/favicon.ico");

    private final RunningScript demo;

    ReadmeIT(@TempDir Path home) throws IOException {
        demo = RunningScript.start(ROOT, home);
    }

    @AfterAll
    void leavesNothingRunningAfterATermination() throws Exception {
        try (demo) {
            demo.assertEndsWithEverything("TERM");
        }
    }

    @Test
    void printsWhatThePagesSay() throws Exception {
        List<ConsoleExample> examples = new ArrayList<>();
        for (String page :
                List.of("README.md", "docs/audit.md", "docs/quick-start-developer.md", "docs/quick-start-auditor.md")) {
            examples.addAll(new MarkdownPage(ROOT.resolve(page)).examples());
        }
        assertThat(examples)
                .extracting(ConsoleExample::command)
                .containsAll(NOT_TYPED)
                .hasSizeGreaterThan(10);
        assertShown(examples.get(0));
        examples.removeIf(example -> NOT_TYPED.contains(example.command()));
        assertPrinted(examples);
    }

    @Test
    void recordsEverythingButWhatThePageLists() throws Exception {
        String page = new MarkdownPage(ROOT.resolve("README.md")).text();
        List<String> listed = UNAUDITED
                .matcher(page.substring(page.indexOf("## What is not audited")))
                .results()
                .map(path -> path.group(1))
                .toList();
        assertThat(listed).contains("/openapi", "/q/metrics", "/q/health/ready");
        for (String path : listed) {
            String port =
                    path.startsWith("/q/") ? demo.managementPort() : demo.port().toString();
            assertThat(auditId(port, path, 200)).as(path).isEmpty();
        }
        for (String path : AUDITED) {
            assertThat(auditId(demo.port().toString(), path, 0)).as(path).isPresent();
        }
    }

    private static Optional<String> auditId(String port, String path, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(status).as(path).isIn(0, response.statusCode());
        return response.headers().firstValue("Metagate-Audit-Id");
    }

    /** The page shows some lines of what the script prints, with dots for the others. */
    private void assertShown(ConsoleExample start) throws IOException {
        assertThat(start.command()).isEqualTo("./run");
        List<String> shown =
                start.answer().lines().filter(line -> !line.equals("...")).toList();
        assertThat(shown).isNotEmpty().allSatisfy(line -> assertThat(demo.out()).contains(localised(line)));
    }

    private void assertPrinted(List<ConsoleExample> examples) throws Exception {
        List<String> commands =
                examples.stream().map(example -> localised(example.command())).toList();
        List<String> printed = new ShellSession(ROOT, demo.variables()).run(commands);
        SoftAssertions soft = new SoftAssertions();
        for (int i = 0; i < commands.size(); i++) {
            soft.assertThat(VolatileOutput.named(printed.get(i)))
                    .as(examples.get(i).page() + ": " + commands.get(i))
                    .isEqualTo(VolatileOutput.named(localised(examples.get(i).answer())));
        }
        soft.assertAll();
    }

    private String localised(String text) {
        return text.replace("localhost:8080", "localhost:" + demo.port());
    }
}
