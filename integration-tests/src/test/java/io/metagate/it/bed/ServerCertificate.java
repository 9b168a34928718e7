package io.metagate.it.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for localhost that is its own authority.
 *
 * @param file a PKCS #12 store with it and its key
 */
public record ServerCertificate(Path file) {

    /** The password of the file. */
    public static final String PASSWORD = "changeit";

    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> MAKING = List.of(
            "-genkeypair", "-alias", "gateway", "-keyalg", "EC", "-dname", "CN=localhost", "-storetype", "PKCS12");

    /** A new one, in that workspace. */
    public static ServerCertificate fresh(Workspace workspace) {
        Path file = workspace.folder().resolve("certificate.p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(MAKING);
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
        try {
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new AssertionError("no certificate was made");
            }
            return new ServerCertificate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
