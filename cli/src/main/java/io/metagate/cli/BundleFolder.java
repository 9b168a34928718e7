package io.metagate.cli;

import io.metagate.policy.source.BundleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A folder of policy files on disk. Which files belong to the bundle is the same as for the gateway, so that the revision is too. */
record BundleFolder(Path folder) {

    /**
     * Reads all of its policy files, in the order of their names. Hidden files and folders are left out.
     *
     * @throws IOException if something cannot be read; the message begins with its path
     */
    List<BundleFile> read() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": no such folder");
        }
        List<BundleFile> files = new ArrayList<>();
        for (Path file : policyFiles()) {
            files.add(readFile(file));
        }
        return files;
    }

    private List<Path> policyFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .filter(this::isVisible)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    private boolean isVisible(Path file) {
        return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                .noneMatch(name -> name.toString().startsWith("."));
    }

    private BundleFile readFile(Path file) throws IOException {
        try {
            String name = folder.relativize(file).toString().replace('\\', '/');
            return new BundleFile(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not UTF-8", e);
        }
    }
}
