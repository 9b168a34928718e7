package io.metagate.it.bed;

import io.metagate.demo.machine.StrayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder with the state of some servers.
 *
 * @param folder where it is
 */
public record Workspace(Path folder) {

    /** An empty one; servers that an earlier run left behind there are ended first. */
    public static Workspace fresh(String name) {
        Workspace workspace = new Workspace(Build.workspace().resolve(name));
        new StrayProcess(workspace.gatewayPid(), Build.gatewayJar().toString()).end();
        new StrayProcess(
                        workspace.database().resolve("postmaster.pid"),
                        workspace.database().toString())
                .end();
        workspace.clear();
        return workspace;
    }

    /** Where PostgreSQL keeps its files. */
    public Path database() {
        return folder.resolve("postgresql");
    }

    /** What the gateway writes. */
    public Path gatewayLog() {
        return folder.resolve("gateway.log");
    }

    /** The secret keys of the gateway. */
    public Path gatewayKeys() {
        return folder.resolve("gateway-keys");
    }

    /** The folder of the gateway's policies: a copy of the demo's, to be changed at will. */
    public Path policies() {
        Path copy = folder.resolve("policies");
        try {
            if (Files.isDirectory(copy)) {
                return copy;
            }
            Files.createDirectories(copy);
            try (Stream<Path> files = Files.list(Build.demoPolicies())) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same folder, with limits that no test reaches by accident: they are ten thousand times the demo's, but for
     * the offices, whose limits tests do try.
     */
    public Path generousPolicies() {
        Path limits = policies().resolve("limits.yaml");
        try {
            String text = Files.readString(limits);
            int offices = text.indexOf("policy-admin");
            String generous = text.substring(0, offices)
                    .replaceAll("quota: ([0-9]+)", "quota: $10000")
                    .replaceAll("burst: ([0-9]+)", "burst: $10000");
            Files.writeString(limits, generous + text.substring(offices));
            return policies();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path gatewayPid() {
        return folder.resolve("gateway.log.pid");
    }

    private void clear() {
        try {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> content = Files.walk(folder)) {
                    List<Path> deepestFirst =
                            content.sorted(Comparator.reverseOrder()).toList();
                    for (Path path : deepestFirst) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
