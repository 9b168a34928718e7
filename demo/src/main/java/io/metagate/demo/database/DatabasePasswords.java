package io.metagate.demo.database;

import io.metagate.demo.machine.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The random passwords of the roles of a database, kept in files beside its data that only their owner may read.
 *
 * @param data the folder of its data, which has to be empty until the database is made
 * @param superuserFile the file with the password of the role {@code postgres}
 * @param superuser that password
 * @param owner the password of the role that owns the database of the audit log
 */
record DatabasePasswords(Path data, Path superuserFile, String superuser, String owner) {

    private static final String SUPERUSER = "metagate-superuser-password";
    private static final String OWNER = "metagate-owner-password";
    private static final int BYTES = 24;

    /**
     * Those of the database there, or new ones for one that is to be made.
     *
     * @throws IllegalStateException if there is a database that has no passwords, as the demo made once
     */
    static DatabasePasswords of(Path data) throws IOException {
        Path kept = data.resolve(SUPERUSER);
        if (Files.exists(kept)) {
            return new DatabasePasswords(data, kept, Files.readString(kept), Files.readString(data.resolve(OWNER)));
        }
        if (Files.exists(data.resolve("PG_VERSION"))) {
            throw new IllegalStateException("the database has no passwords: delete it to start with an empty one");
        }
        String superuser = random();
        Path fresh = Files.createTempFile("metagate", "");
        new PrivateFile(fresh).write(superuser);
        return new DatabasePasswords(data, fresh, superuser, random());
    }

    /** Puts them into the folder of the data, once it is made. */
    void keep() throws IOException {
        if (!superuserFile.startsWith(data)) {
            new PrivateFile(data.resolve(OWNER)).write(owner);
            new PrivateFile(data.resolve(SUPERUSER)).write(superuser);
            Files.deleteIfExists(superuserFile);
        }
    }

    @Override
    public String toString() {
        return "DatabasePasswords[" + data + "]";
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
