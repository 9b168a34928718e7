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
        try {
            return filesBelow(folder.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder's own name may be a link, so that a bundle can be swapped as a whole. */
    private static List<BundleFile> filesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .filter(file -> isVisible(root.relativize(file)))
                    .sorted()
                    .map(file -> readFile(root, file))
                    .toList();
        }
    }

    private static boolean isVisible(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .noneMatch(name -> name.toString().startsWith("."));
    }

    private static BundleFile readFile(Path root, Path file) {
        try {
            String name = root.relativize(file).toString().replace('\\', '/');
            return new BundleFile(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
