package io.metagate.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.cli.doctor.DoctorFinding.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at the file of the gateway's secrets by the rules by which the gateway reads it. Tells of no secret more than
 * its line.
 */
record KeyFileCheck(Path file) {

    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,3}):([A-Za-z0-9+/]+={0,2})");
    private static final int MIN_BYTES = 32;

    DoctorFinding finding() {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, UTF_8);
        } catch (IOException e) {
            return bad("It cannot be read as text: correct metagate.keys.file, or who may read it.");
        }
        int last = 0;
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Optional<String> problem = problem(line.strip(), last);
            if (problem.isPresent()) {
                return bad("Line " + (n + 1) + ": " + problem.get() + ".");
            }
            last = id(line.strip());
        }
        return last == 0
                ? bad("It holds no secret: write a line <id>:<base64 of 32 or more random bytes>.")
                : finding(Result.OK, "It can be used; new tokens are made with secret " + last + ".");
    }

    private static Optional<String> problem(String line, int last) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(2).length() % 4 != 0) {
            return Optional.of("write it as <id>:<base64>");
        }
        if (Base64.getDecoder().decode(parts.group(2)).length < MIN_BYTES) {
            return Optional.of("a secret has at least " + MIN_BYTES + " bytes");
        }
        return id(line) > last ? Optional.empty() : Optional.of("ids rise from line to line");
    }

    private static int id(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf(':')));
    }

    private DoctorFinding bad(String advice) {
        return finding(Result.BAD, advice);
    }

    private DoctorFinding finding(Result result, String advice) {
        return new DoctorFinding("keys", file.toString(), result, advice);
    }
}
