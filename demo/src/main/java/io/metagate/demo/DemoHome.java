package io.metagate.demo;

import io.metagate.demo.machine.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder with the demo's state, claimed by one process at a time. The claim ends with the process, however it ends.
 */
final class DemoHome implements AutoCloseable {

    private final Path folder;
    private final FileChannel channel;

    private DemoHome(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Claims the folder; it is created if there is none.
     *
     * @throws DemoFailure if another process has claimed it
     */
    static DemoHome claim(Path folder) {
        try {
            PrivateFolder home = new PrivateFolder(folder);
            home.create();
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            home.shut();
            if (isTaken(channel)) {
                channel.close();
                throw new DemoFailure("the demo already runs with the state in " + folder + ": stop it first");
            }
            return new DemoHome(folder, channel);
        } catch (IOException e) {
            throw new DemoFailure("the folder for the demo's state cannot be used: " + folder, e);
        }
    }

    /**
     * Takes from everybody else what others could do with any file in it: also with those that its children and
     * libraries made.
     */
    void shut() {
        new PrivateFolder(folder).shut();
    }

    /** Where PostgreSQL's programs are. */
    Path databasePrograms() {
        return folder.resolve("postgresql-programs");
    }

    /** Where PostgreSQL keeps the audit log. */
    Path database() {
        return folder.resolve("postgresql");
    }

    /** The file of the MongoDB-compatible store. */
    Path store() {
        return folder.resolve("store.mv");
    }

    /** The key that the issuer signs with. */
    Path signingKey() {
        return signingKey(folder);
    }

    /** The key that the issuer of the demo with that home signs with. */
    static Path signingKey(Path home) {
        return home.resolve("issuer-key.json");
    }

    /** The secret keys of the gateway. */
    Path gatewayKeys() {
        return folder.resolve("gateway-keys");
    }

    /** Where the process id of the gateway is kept. */
    Path gatewayPid() {
        return folder.resolve("gateway.log.pid");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DemoFailure("the folder for the demo's state cannot be released: " + folder, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
