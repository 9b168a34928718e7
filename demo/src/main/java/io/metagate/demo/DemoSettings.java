package io.metagate.demo;

import io.metagate.demo.machine.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a person can choose about the demo, all of it through the environment.
 *
 * @param port where the gateway answers
 * @param home the folder that keeps the demo's state between runs
 * @param accounts how many sample accounts there are
 * @param root the folder of the project
 */
record DemoSettings(LoopbackPort port, Path home, long accounts, Path root) {

    private static final long MOST_ACCOUNTS = 100_000_000;
    private static final int HIGHEST_PORT = 65535;

    /**
     * Reads them.
     *
     * @throws DemoFailure if a variable has a value that makes no sense
     */
    static DemoSettings of(Map<String, String> environment, Path root) {
        return new DemoSettings(
                new LoopbackPort((int) number(environment, "METAGATE_PORT", 8080, HIGHEST_PORT)),
                root.resolve(text(environment, "METAGATE_HOME", ".metagate")),
                number(environment, "METAGATE_DEMO_RECORDS", 10_000, MOST_ACCOUNTS),
                root);
    }

    /** The runnable jar of the packaged gateway. */
    Path gatewayJar() {
        return root.resolve("gateway/target/quarkus-app/quarkus-run.jar");
    }

    /** The policies that the demo's gateway runs, there to be edited. */
    Path policies() {
        return root.resolve("demo/policies");
    }

    /** What the gateway writes. */
    Path gatewayLog() {
        return home.resolve("gateway.log");
    }

    private static long number(Map<String, String> environment, String name, long usual, long most) {
        String text = text(environment, name, Long.toString(usual));
        long number = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw new DemoFailure(name + " must be a number from 1 to " + most);
        }
        return number;
    }

    private static String text(Map<String, String> environment, String name, String usual) {
        String text = environment.getOrDefault(name, "");
        return text.isBlank() ? usual : text;
    }
}
