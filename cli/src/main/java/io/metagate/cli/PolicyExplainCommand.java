package io.metagate.cli;

import io.metagate.cli.report.ExitCode;
import io.metagate.cli.report.ExplanationReport;
import io.metagate.cli.report.OutputFormat;
import io.metagate.cli.report.ReportPrinter;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.explain.DecisionExplanation;
import io.metagate.policy.parser.filter.YamlQueryParser;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains what a described principal would get, and why. */
@Command(
        name = "explain",
        description = "Tells what a principal would get under a policy bundle, and which rule says so.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the request would be permitted",
            "1:it would be denied",
            "2:the bundle cannot be read or is not valid, or the arguments are wrong"
        })
final class PolicyExplainCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder of the bundle.")
    private Path folder = Path.of(".");

    @Option(names = "--as-roles", split = ",", paramLabel = "ROLE", description = "The principal's roles.")
    private List<String> roles = List.of();

    @Option(names = "--as-client", defaultValue = "cli", paramLabel = "ID", description = "The principal's client.")
    private String client = "cli";

    @Option(names = "--as-subject", defaultValue = "cli", paramLabel = "ID", description = "The principal's subject.")
    private String subject = "cli";

    @Option(
            names = "--as-claims",
            paramLabel = "NAME=VALUE",
            description = "A claim, as JSON or as a plain text; a list also with commas, of one value as NAME=VALUE,")
    private Map<String, String> claims = Map.of();

    @Option(names = "--purpose", required = true, paramLabel = "NAME", description = "The stated purpose.")
    private String purpose = "";

    @Option(names = "--action", defaultValue = "search", paramLabel = "ACTION", description = "What is to be done.")
    private String action = "search";

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "The collection.")
    private String collection = "";

    @Option(names = "--at", paramLabel = "TIME", description = "When it is asked, as 2026-01-05T09:00:00Z; now.")
    private Instant at = Instant.now();

    @Option(names = "--filter", defaultValue = "{}", paramLabel = "JSON", description = "The filter.")
    private String filter = "{}";

    @Option(names = "--sort", split = ",", paramLabel = "FIELD", description = "The order; descending after a -.")
    private List<String> sort = List.of();

    @Option(
            names = "--fields",
            split = ",",
            paramLabel = "FIELD",
            description = "The fields wanted, or those that a change writes.")
    private List<String> fields = List.of();

    @Option(names = "--by", paramLabel = "FIELD", description = "The field by whose values records are counted.")
    private Optional<String> by = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print the result: ${COMPLETION-CANDIDATES}.")
    private OutputFormat format = OutputFormat.TEXT;

    PolicyExplainCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        ReportPrinter printing = new ReportPrinter(out, err, format);
        BundleLoadResult loading = BundleLoadResult.of(folder);
        if (!(loading instanceof LoadedBundle loaded)) {
            return printing.unusable(loading.report());
        }
        PolicySet policies = loaded.compiled().policies();
        requireKnown("purpose", purpose, policies.catalogue().purposes().keySet());
        requireKnown(
                "collection", collection, policies.catalogue().collections().keySet());
        DecisionExplanation explanation = DecisionExplanation.of(policies, request());
        printing.result(new ExplanationReport(explanation));
        return explanation.refusal().isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    /** Whatever is asked about what there is not is denied, which would tell nothing. */
    private void requireKnown(String kind, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw misuse("unknown " + kind + " '" + name + "'; known are " + String.join(", ", known));
        }
    }

    private AccessRequest request() {
        Map<String, Claim> values = new LinkedHashMap<>();
        claims.forEach((name, written) -> values.put(name, claim(name, written)));
        if (subject.isBlank()) {
            throw misuse("--as-subject names nobody");
        }
        Principal principal = new Principal("https://issuer.example", subject, client, Set.copyOf(roles), values);
        Action asked = Action.of(action).orElseThrow(() -> misuse("unknown action '" + action + "'"));
        return new AccessRequest(principal, purpose, asked, collection, query(), at);
    }

    private Claim claim(String name, String written) {
        try {
            return ClaimArgument.read(written);
        } catch (IllegalArgumentException e) {
            throw misuse("--as-claims " + name + ": " + e.getMessage());
        }
    }

    private Query query() {
        try {
            return YamlQueryParser.read(filter, sort, fields, by);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private CommandLine.ParameterException misuse(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
