package io.metagate.gateway.decision;

import io.metagate.policy.source.BundleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A folder of policy files on disk. */
record BundleFolder(Path folder) {

    /**
     * Reads all of its policy files, in the order of their names. Hidden files and folders are left out: Kubernetes keeps the files of a mounted
     * ConfigMap a second time in one.
     *
     * @throws UncheckedIOException if the folder or a file cannot be read, or a file is not UTF-8
     */
    List<BundleFile> read() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .filter(this::isVisible)
                    .sorted()
                    .map(this::readFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isVisible(Path file) {
        return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                .noneMatch(name -> name.toString().startsWith("."));
    }

    private BundleFile readFile(Path file) {
        try {
            String name = folder.relativize(file).toString().replace('\\', '/');
            return new BundleFile(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
