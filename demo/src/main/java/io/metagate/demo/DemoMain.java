package io.metagate.demo;

import io.metagate.demo.gateway.GatewayProcess;
import io.metagate.demo.issuer.Persona;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command behind the script {@code run}: starts the demo, or prints a token of a demo that runs. */
public final class DemoMain {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final Duration FOREVER = Duration.ofDays(365_000);

    private final Map<String, String> environment;
    private final Path root;
    private final PrintStream out;
    private final PrintStream err;

    private DemoMain(Map<String, String> environment, Path root, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.root = root;
        this.out = out;
        this.err = err;
    }

    /** Runs a command and exits with 0, with 1 if it failed, or with 2 if there is no such command. */
    public static void main(String[] arguments) {
        Path root = Path.of("").toAbsolutePath();
        System.exit(new DemoMain(System.getenv(), root, System.out, System.err).run(List.of(arguments)));
    }

    private int run(List<String> arguments) {
        try {
            DemoSettings settings = DemoSettings.of(environment, root);
            return switch (String.join(" ", arguments.subList(0, Math.min(1, arguments.size())))) {
                case "", "start" -> arguments.size() > 1 ? misused() : start(settings);
                case "idle" -> arguments.size() > 1 ? misused() : idle(settings);
                case "token" -> arguments.size() == 2 ? token(settings, arguments.get(1)) : misused();
                default -> misused();
            };
        } catch (DemoFailure e) {
            tell(String.valueOf(e.getMessage()));
            return FAILED;
        } catch (RuntimeException e) {
            tell(withCauses(e));
            return FAILED;
        }
    }

    private int start(DemoSettings settings) {
        Demo demo = new Demo(settings, this::tell);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop-demo"));
        try {
            GatewayProcess gateway = demo.start();
            out.print(DemoHints.of(gateway, settings, environment.getOrDefault("METAGATE_HOME", ""))
                    .text());
            out.flush();
            gateway.awaitExit(FOREVER);
            throw new DemoFailure("the gateway ended; it says why in " + settings.gatewayLog());
        } catch (RuntimeException e) {
            // Parts that end because the demo is being stopped are no news.
            if (demo.isStopping()) {
                return FAILED;
            }
            throw e;
        }
    }

    /** Fails if a demo runs: asked by the script before it builds anew what that demo runs from. */
    private int idle(DemoSettings settings) {
        DemoHome.claim(settings.home()).close();
        return 0;
    }

    private int token(DemoSettings settings, String name) {
        return Persona.of(name)
                .map(persona -> {
                    out.println(RunningDemo.in(settings.home())
                            .tokens(settings.home())
                            .token(persona));
                    return 0;
                })
                .orElseGet(this::misused);
    }

    /** Tells something in one line, whatever it quotes. */
    private void tell(String line) {
        err.println("metagate: " + line.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " "));
    }

    private static String withCauses(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining(", because of "));
    }

    private int misused() {
        err.println("usage: ./run | ./run token <persona>");
        err.println("personas: "
                + Arrays.stream(Persona.values()).map(Persona::clientId).collect(Collectors.joining(", ")));
        return MISUSED;
    }
}
