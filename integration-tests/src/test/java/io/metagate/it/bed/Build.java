package io.metagate.it.bed;

import java.nio.file.Path;

/** Where the build put what these tests try. */
public final class Build {

    private Build() {}

    /** The runnable jar of the packaged gateway. */
    static Path gatewayJar() {
        return root().resolve("gateway/target/quarkus-app/quarkus-run.jar");
    }

    /** The runnable jar of the command {@code metagate}. */
    static Path commandJar() {
        return root().resolve("cli/target/metagate.jar");
    }

    /** The policies of the demo. */
    static Path demoPolicies() {
        return root().resolve("demo/policies");
    }

    /** Every name that MongoDB's reference gives a meaning to; comments begin with {@code #}. */
    public static Path operatorNames() {
        return root().resolve("gateway/src/test/resources/io/metagate/gateway/request/mongodb-operators.txt");
    }

    /** A file of the sources, named from their root. */
    public static Path source(String name) {
        return root().resolve(name);
    }

    /** The unpacked distribution of Keycloak. */
    static Path keycloak() {
        return path("metagate.test.keycloak", "target/keycloak");
    }

    /** The folder for the state of all servers. */
    static Path workspace() {
        return path("metagate.test.workspace", "target/servers");
    }

    private static Path root() {
        return path("metagate.test.root", "..");
    }

    private static Path path(String property, String usual) {
        return Path.of(System.getProperty(property, usual)).toAbsolutePath().normalize();
    }
}
