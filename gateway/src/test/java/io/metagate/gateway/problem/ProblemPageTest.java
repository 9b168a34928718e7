package io.metagate.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of problems says what the code says. With {@code -Dmetagate.goldens=write} it is written anew. */
class ProblemPageTest {

    private static final Path PAGE = Path.of("..", "docs", "problems.md");
    private static final String HEAD = """
            # Problems

            Every refusal is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, `code`, `auditId`, and `traceId` if the request had one. `code` is stable; what a
            problem says is the same for every request, so that it tells nothing of what is hidden. `type` is `urn:metagate:problem:` and the code, unless it says otherwise here. 503 and
            429 come with `Retry-After`. This page is made from the code.

            | Status | Code | Title | Detail |
            |---|---|---|---|
            """;

    @Test
    void saysWhatTheCodeSays() throws IOException {
        String page = HEAD
                + Arrays.stream(ProblemCode.values())
                        .sorted(Comparator.comparingInt(ProblemCode::status).thenComparing(ProblemCode::code))
                        .map(ProblemPageTest::row)
                        .collect(Collectors.joining());
        if ("write".equals(System.getProperty("metagate.goldens"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    void everyCodeAndTypeIsOfOneProblem() {
        assertThat(ProblemCode.values()).extracting(ProblemCode::code).doesNotHaveDuplicates();
        assertThat(ProblemCode.values()).extracting(ProblemCode::type).doesNotHaveDuplicates();
    }

    private static String row(ProblemCode code) {
        String type =
                code.type().equals("urn:metagate:problem:" + code.code()) ? "" : "; `type` is `" + code.type() + '`';
        return "| " + code.status() + " | `" + code.code() + "` | " + code.title() + " | " + code.detail() + type
                + " |\n";
    }
}
