package io.metagate.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.oidc.OidcConfig;
import io.metagate.oidc.TokenFinding;
import io.metagate.oidc.TokenRefusal;
import io.metagate.oidc.TokenVerifier;
import io.metagate.oidc.keys.IssuerClient;
import io.metagate.oidc.keys.KeySet;
import io.metagate.oidc.keys.KeySetUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Verifies a token as the gateway does, and tells all that is wrong with it. The token itself is shown nowhere, nor
 * whom it is about.
 *
 * @param config what the gateway asks of tokens, if that is told
 * @param file where the token is
 */
record TokenCheck(Optional<OidcConfig> config, Path file) {

    private static final String SUBJECT = "-";
    private static final int LONGEST = 64 * 1024;
    private static final long PATIENCE_SECONDS = 10;

    List<DoctorFinding> findings() {
        if (config.isEmpty()) {
            return List.of(finding(
                    Result.UNKNOWN, "Set metagate.oidc.issuer and metagate.oidc.audience to have it looked at."));
        }
        List<String> problems = TokenVerifier.problems(config.get());
        if (!problems.isEmpty()) {
            return problems.stream()
                    .map(problem -> finding(Result.BAD, problem + "."))
                    .toList();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String written = new String(in.readNBytes(LONGEST), UTF_8).strip();
            return examined(written.replaceFirst("(?i)^(Authorization:\\s*)?Bearer\\s+", ""));
        } catch (IOException e) {
            return List.of(finding(Result.BAD, "The file of --token-file cannot be read."));
        }
    }

    private List<DoctorFinding> examined(String token) {
        List<DoctorFinding> findings = new ArrayList<>();
        KeySet keys = keys(findings);
        boolean keyless = !findings.isEmpty();
        TokenVerifier.of(config.orElseThrow(), InstantSource.system()).examine(token, keys).stream()
                .filter(found -> !keyless || found.refusal() != TokenRefusal.UNKNOWN_KEY)
                .map(TokenCheck::refused)
                .forEach(findings::add);
        if (findings.isEmpty()) {
            findings.add(finding(Result.OK, "The gateway accepts it."));
        }
        return findings;
    }

    private KeySet keys(List<DoctorFinding> findings) {
        try {
            return new IssuerClient(config.orElseThrow().issuer())
                    .fetch()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .keys();
        } catch (ExecutionException e) {
            String clause = e.getCause() instanceof KeySetUnavailable told ? told.clause() : "it does not answer";
            findings.add(finding(Result.UNKNOWN, "Its signature, as the issuer gives no keys: " + clause + "."));
        } catch (TimeoutException e) {
            findings.add(finding(Result.UNKNOWN, "Its signature, as the issuer does not answer."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return KeySet.none();
    }

    private static DoctorFinding refused(TokenFinding found) {
        String said = found.said().isEmpty() ? "" : " It says " + found.said() + ".";
        return finding(
                Result.BAD, found.refusal().wireName() + ": " + found.refusal().advice() + said);
    }

    private static DoctorFinding finding(Result result, String advice) {
        return new DoctorFinding("token", SUBJECT, result, advice);
    }
}
