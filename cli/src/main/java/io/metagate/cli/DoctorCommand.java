package io.metagate.cli;

import io.metagate.cli.doctor.Doctor;
import io.metagate.cli.doctor.DoctorConfig;
import io.metagate.cli.doctor.DoctorConfigException;
import io.metagate.cli.report.ErrorReport;
import io.metagate.cli.report.ExitCode;
import io.metagate.cli.report.OutputFormat;
import io.metagate.cli.report.ReportPrinter;
import io.metagate.policy.decision.PolicySet;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks from outside at what surrounds a gateway. */
@Command(
        name = "doctor",
        description =
                "Looks from outside at a gateway's stores, issuer and readiness, by the gateway's own configuration.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing is bad, and there is no warning",
            "1:otherwise; each row says what to do",
            "2:nothing could be looked at: the configuration or the bundle cannot be used, or the arguments are wrong"
        })
final class DoctorCommand implements Callable<Integer> {

    private static final Path USUAL = Path.of("config", "application.properties");

    /** They would log how they connect. Held here, because a logger that nobody holds forgets its level. */
    private static final List<Logger> LIBRARIES =
            List.of(Logger.getLogger("org.mongodb"), Logger.getLogger("io.smallrye"), Logger.getLogger("org.jose4j"));

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The gateway's properties; else config/application.properties. The environment goes first.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = {"-b", "--bundle"},
            paramLabel = "DIR",
            description = "The folder of the policy bundle; else metagate.policy.bundle.")
    private Optional<Path> bundle = Optional.empty();

    @Option(
            names = {"-m", "--management"},
            paramLabel = "URL",
            description = "The management interface of a running gateway, such as http://localhost:9000.")
    private Optional<URI> management = Optional.empty();

    @Option(
            names = {"-t", "--token-file"},
            paramLabel = "FILE",
            description = "A file with a bearer token: tells whether the gateway would accept it, and if not, why.")
    private Optional<Path> token = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print the result: ${COMPLETION-CANDIDATES}.")
    private OutputFormat format = OutputFormat.TEXT;

    DoctorCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        LIBRARIES.forEach(library -> library.setLevel(Level.OFF));
        ReportPrinter printing = new ReportPrinter(out, err, format);
        try {
            DoctorConfig surroundings =
                    DoctorConfig.read(config.or(() -> Optional.of(USUAL).filter(Files::isRegularFile)), environment);
            Optional<Path> folder = bundle.or(surroundings::bundle);
            Optional<BundleLoadResult> bundled = folder.map(BundleLoadResult::of);
            Optional<PolicySet> policies = bundled.filter(LoadedBundle.class::isInstance)
                    .map(loaded -> ((LoadedBundle) loaded).compiled().policies());
            if (bundled.isPresent() && policies.isEmpty()) {
                return printing.unusable(bundled.get().report());
            }
            DoctorReport report = new DoctorReport(new Doctor(surroundings, policies, management, token).examine());
            printing.result(report);
            return report.clean() ? ExitCode.OK : ExitCode.PROBLEMS;
        } catch (DoctorConfigException e) {
            return printing.unusable(new ErrorReport(e.problems(), false));
        } catch (IOException e) {
            return printing.unusable(ErrorReport.unreadable(e));
        }
    }
}
