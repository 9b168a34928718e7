package io.metagate.policy.bundle;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the policy files below a folder, and refuses what is neither one nor plainly none. For one walk, which follows
 * links.
 */
final class PolicyFiles extends SimpleFileVisitor<Path> {

    private static final List<String> ENDS = List.of(".yaml", ".yml");
    private static final Pattern READ_ME = Pattern.compile("(?i)readme(\\.[a-z]{1,8})?");

    private final Path root;
    private final BiFunction<Path, IOException, IOException> shown;
    private final TreeSet<Path> names = new TreeSet<>();

    /**
     * For a walk.
     *
     * @param root where it begins
     * @param shown the failure to tell, of a name and what was wrong with it
     */
    PolicyFiles(Path root, BiFunction<Path, IOException, IOException> shown) {
        this.root = root;
        this.shown = shown;
    }

    /** Their paths below the folder, in order. */
    List<Path> names() {
        return List.copyOf(names);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (isHidden(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (!folder.equals(root) && isPolicyFile(folder.getFileName().toString())) {
            // Such as a container's runtime makes where the file to be mounted is not there.
            throw shown.apply(root.relativize(folder), new IOException("a folder with a policy file's name"));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
        if (e != null) {
            throw shown.apply(root.relativize(folder), e);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            throw shown.apply(root.relativize(file), new IOException("a link to nothing"));
        }
        String name = file.getFileName().toString();
        if (isPolicyFile(name)) {
            if (!attributes.isRegularFile()) {
                throw shown.apply(root.relativize(file), new IOException("not a file"));
            }
            names.add(root.relativize(file));
        } else if (!READ_ME.matcher(name).matches()) {
            throw shown.apply(
                    root.relativize(file),
                    new IOException("not a policy file, whose name ends in .yaml or .yml; hide it (.name) or move it"));
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isPolicyFile(String name) {
        return ENDS.stream()
                .anyMatch(end -> name.regionMatches(true, name.length() - end.length(), end, 0, end.length()));
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        throw shown.apply(
                root.relativize(file),
                e instanceof FileSystemLoopException ? new IOException("a link to a folder above it") : e);
    }

    private boolean isHidden(Path file) {
        return !file.equals(root) && file.getFileName().toString().startsWith(".");
    }
}
