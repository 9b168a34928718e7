package io.metagate.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A key and its self-signed certificate for 127.0.0.1, made by the JDK's own tool.
 *
 * @param key the key
 * @param certificate the certificate
 */
record Certificates(PrivateKey key, X509Certificate certificate) {

    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    static Certificates make(Path folder, String algorithm) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(algorithm + ".p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=store",
                        "-validity",
                        "2",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(tool.onExit().join().exitValue()).isZero();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            made.load(in, PASSWORD.toCharArray());
        }
        return new Certificates(
                (PrivateKey) made.getKey("own", PASSWORD.toCharArray()), (X509Certificate) made.getCertificate("own"));
    }

    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    Path writeTo(Path file, String... blocks) throws IOException {
        return Files.writeString(file, "# a comment\n" + String.join("\n", blocks), US_ASCII);
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + label + "-----\n";
    }

    @Override
    public String toString() {
        return "Certificates[" + key.getAlgorithm() + "]";
    }
}
