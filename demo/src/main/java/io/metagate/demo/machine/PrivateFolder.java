package io.metagate.demo.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A folder that nobody but its owner may look into.
 *
 * @param path where it is
 */
public record PrivateFolder(Path path) {

    private static final Set<PosixFilePermission> OF_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** Creates it if there is none, and takes from others what they may do with it. */
    public void create() {
        try {
            Files.createDirectories(
                    path.toAbsolutePath(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            shut(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes from others what they may do with it, its folders and its files. Links are not followed; what vanishes
     * meanwhile is passed over.
     */
    public void shut() {
        try {
            Files.walkFileTree(path, new Shutting());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void shut(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(OF_OWNER);
        permissions.retainAll(Files.getPosixFilePermissions(file));
        Files.setPosixFilePermissions(file, permissions);
    }

    private static final class Shutting extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            return visitFile(folder, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            try {
                if (!attributes.isSymbolicLink()) {
                    shut(file);
                }
            } catch (NoSuchFileException vanished) {
                return FileVisitResult.CONTINUE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
