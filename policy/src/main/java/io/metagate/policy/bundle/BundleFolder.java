package io.metagate.policy.bundle;

import io.metagate.policy.source.BundleFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A folder of policy files on disk. It, folders below it and files may be links, so that a bundle can be swapped as a
 * whole.
 */
public record BundleFolder(Path folder) {

    /**
     * Reads all of its policy files, in the order of their names. Hidden files and folders are left out, as Kubernetes
     * keeps the files of a mounted ConfigMap a second time in one, and so are files called README. INVARIANT: no other
     * file is left out, as a restrict that is not read restricts nothing (P6).
     *
     * @throws IOException if something cannot be read, is no policy file, or has a name that cannot be told from
     *     another's; the message begins with its path
     */
    public List<BundleFile> read() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": no such folder");
        }
        // what the link leads to may change while it is read
        Path root = folder.toRealPath();
        PolicyFiles found = new PolicyFiles(root, this::shown);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, found);
        List<BundleFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path path : found.names()) {
            String name = name(path);
            if (!names.add(name)) {
                throw shown(
                        path,
                        new IOException(
                                "another file has the same name once what is no text in it is left out: rename one"));
            }
            files.add(new BundleFile(name, text(root, path)));
        }
        return files;
    }

    /**
     * INVARIANT: different files have different names, so that no problem and no digest of one is taken for another's
     * (P6).
     */
    private String name(Path path) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Path part : path) {
            parts.add(part.toString());
            if (part.toString().indexOf('\\') >= 0) {
                throw shown(path, new IOException("a backslash in a name: rename it"));
            }
        }
        return String.join("/", parts);
    }

    private String text(Path root, Path name) throws IOException {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException e) {
            throw shown(name, e);
        }
    }

    private IOException shown(Path name, IOException e) {
        return new IOException(folder.resolve(name).normalize() + ": " + reason(e), e);
    }

    private static String reason(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "not UTF-8";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        return e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
    }
}
