package io.metagate.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The PEM files (RFC 7468) that a TLS connection is made with.
 *
 * @param authorities the certificates that are trusted; those of the Java installation where there is no file
 * @param identity the own certificate, those that vouch for it, and its key
 */
record TlsFiles(Optional<Path> authorities, Optional<Path> identity) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    private static final char[] NO_PASSWORD = new char[0];

    /** The context of connections with them. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new StoreConfigurationException("tls-ca-file", "TLS cannot be set up");
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        if (authorities.isPresent()) {
            trusted.load(null, null);
            for (Certificate certificate : certificates("tls-ca-file", authorities.get())) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
            factory.init(trusted);
        } else {
            factory.init((KeyStore) null);
        }
        return factory.getTrustManagers();
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
        own.load(null, null);
        if (identity.isPresent()) {
            Certificate[] chain =
                    certificates("tls-certificate-key-file", identity.get()).toArray(Certificate[]::new);
            own.setKeyEntry("gateway", key(identity.get()), NO_PASSWORD, chain);
        }
        factory.init(own, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static List<Certificate> certificates(String key, Path file) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<Certificate> certificates = new java.util.ArrayList<>();
            for (byte[] block : blocks(key, file, "CERTIFICATE")) {
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(block)));
            }
            if (certificates.isEmpty()) {
                throw new StoreConfigurationException(key, "there is no certificate in it");
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new StoreConfigurationException(key, "a certificate in it cannot be read");
        }
    }

    private static PrivateKey key(Path file) throws GeneralSecurityException {
        List<byte[]> keys = blocks("tls-certificate-key-file", file, "PRIVATE KEY");
        if (keys.size() != 1) {
            throw new StoreConfigurationException(
                    "tls-certificate-key-file", "there is not one unencrypted PKCS #8 key in it");
        }
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = key(keys.get(0), algorithm);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new StoreConfigurationException("tls-certificate-key-file", "the key in it cannot be read");
    }

    /** The key, if it is one of that algorithm. */
    private static Optional<PrivateKey> key(byte[] bytes, String algorithm) throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }

    private static List<byte[]> blocks(String key, Path file, String label) {
        try {
            return BLOCK.matcher(Files.readString(file, US_ASCII))
                    .results()
                    .filter(block -> block.group(1).equals(label))
                    .map(TlsFiles::bytes)
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreConfigurationException(key, "cannot read it");
        }
    }

    private static byte[] bytes(MatchResult block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }
}
