package io.metagate.cli.doctor;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.policy.redaction.key.KeyFile;
import io.metagate.policy.redaction.key.KeyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the file of the gateway's secrets as the gateway does. Tells of no secret more than its line. */
record KeyFileCheck(Path file) {

    DoctorFinding finding() {
        try {
            int current = KeyFile.parse(Files.readAllLines(file)).lastKey();
            return finding(Result.OK, "It can be used; new tokens are made with secret " + current + ".");
        } catch (IOException e) {
            return finding(Result.BAD, "It cannot be read as text: correct metagate.keys.file, or who may read it.");
        } catch (KeyFileException e) {
            return finding(Result.BAD, place(e) + e.getMessage() + advice(e));
        }
    }

    private static String place(KeyFileException e) {
        return e.line().isPresent() ? "Line " + e.line().getAsInt() + ": " : "";
    }

    private static String advice(KeyFileException e) {
        return e.line().isPresent()
                ? "."
                : "; a line is <id>:<base64 of " + KeyFile.MIN_BYTES + " or more random bytes>.";
    }

    private DoctorFinding finding(Result result, String advice) {
        return new DoctorFinding("keys", file.toString(), result, advice);
    }
}
