package io.metagate.policy.redaction.transform;

import java.util.Locale;
import java.util.Set;

/**
 * The depth of a path and the extension of its file, with stars for each name. Of an absolute path the first directory
 * is kept where it is one that systems have, with something below it; a drive letter is kept too. Both slashes
 * separate. An extension is kept only if it is one of {@link FileExtensions}, with a name before it, and only of what
 * cannot be named after a person, as {@link UserFolders} and tildes tell.
 */
public record FilenameMask() implements MaskTransform {

    private static final int DEEPEST = 64;
    private static final Set<String> OF_SYSTEMS = Set.of(
            "applications",
            "bin",
            "boot",
            "dev",
            "documents and settings",
            "etc",
            "home",
            "lib",
            "library",
            "media",
            "mnt",
            "opt",
            "private",
            "proc",
            "program files",
            "program files (x86)",
            "programdata",
            "root",
            "run",
            "sbin",
            "srv",
            "sys",
            "system",
            "tmp",
            "users",
            "usr",
            "var",
            "volumes",
            "windows");

    @Override
    public String name() {
        return "mask.filename";
    }

    @Override
    public <R> R acceptMask(MaskVisitor<R> visitor) {
        return visitor.filename(this);
    }

    @Override
    public String masked(String text) {
        long separators = text.chars().filter(FilenameMask::isSeparator).count();
        boolean hasName = text.chars().anyMatch(c -> !isSeparator(c));
        if (!hasName || separators > DEEPEST || text.chars().anyMatch(Character::isISOControl)) {
            return STARS;
        }
        int drive = hasDrive(text) ? 2 : 0;
        StringBuilder path = new StringBuilder(text.substring(0, drive));
        int from = drive;
        for (int at = drive; at < text.length(); at++) {
            if (isSeparator(text.charAt(at))) {
                path.append(directory(text, drive, from, at)).append(text.charAt(at));
                from = at + 1;
            }
        }
        return path.append(file(text.substring(drive, from), text.substring(from)))
                .toString();
    }

    private static String directory(String text, int root, int from, int to) {
        String name = text.substring(from, to);
        boolean first = from == root + 1;
        boolean above = first && text.substring(to).chars().anyMatch(c -> !isSeparator(c));
        if (name.isEmpty() || (above && OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT)))) {
            return name;
        }
        return STARS;
    }

    private static String file(String folder, String name) {
        if (name.isEmpty()) {
            return name;
        }
        String plain = folder.isEmpty() && startsWithDrive(name) ? name.substring(2) : name;
        // a percent sign may hide a separator; what follows a colon is another stream, or of another system
        boolean strange = plain.startsWith("~") || plain.chars().anyMatch(c -> c == '%' || c == ':');
        return strange || UserFolders.mayHold(folder) ? STARS : STARS + FileExtensions.of(plain);
    }

    private static boolean hasDrive(String text) {
        return text.length() > 2 && startsWithDrive(text) && isSeparator(text.charAt(2));
    }

    private static boolean startsWithDrive(String text) {
        return text.length() > 1 && isLetter(text.charAt(0)) && text.charAt(1) == ':';
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static boolean isSeparator(int character) {
        return character == '/' || character == '\\';
    }
}
