package io.metagate.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.connection.ServerDescription;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why a store did not answer a first question.
 *
 * @param key of the setting that most likely mends it, below the store's own
 * @param reason the rest of a sentence that begins with the store, without anything of a secret
 */
public record ConnectionFailure(String key, String reason) {

    private static final String URI = "uri";
    private static final String AUTHORITIES = "tls-ca-file";
    private static final int MOST_CAUSES = 10;

    /** What the driver knows of it: by the exception, and by what its monitor met at each server. */
    public static ConnectionFailure of(MongoException thrown, MongoClient client, StoreConfig config) {
        List<Throwable> met = Stream.concat(
                        Stream.of(thrown),
                        client.getClusterDescription().getServerDescriptions().stream()
                                .map(ServerDescription::getException)
                                .filter(Objects::nonNull))
                .flatMap(ConnectionFailure::causes)
                .toList();
        if (has(met, MongoSecurityException.class)) {
            boolean inFile = config.passwordFile().isPresent();
            return new ConnectionFailure(
                    inFile ? "password-file" : URI, "does not take the user's credentials, or does not know the user");
        }
        if (thrown instanceof MongoCommandException answer) {
            return new ConnectionFailure(URI, "answers with error " + answer.getErrorCode());
        }
        return has(met, SSLException.class) ? ofTls(met, config) : ofNetwork(met);
    }

    private static ConnectionFailure ofTls(List<Throwable> met, StoreConfig config) {
        if (says(met, "No subject alternative") || says(met, "No name matching")) {
            return new ConnectionFailure(URI, "has a certificate of another name");
        }
        if (has(met, CertificateExpiredException.class) || has(met, CertificateNotYetValidException.class)) {
            return new ConnectionFailure(URI, "has a certificate that is not valid now");
        }
        if (has(met, CertificateException.class)) {
            return new ConnectionFailure(AUTHORITIES, "has a certificate that no trusted authority vouches for");
        }
        if (says(met, "certificate_required") || says(met, "bad_certificate") || says(met, "certificate_unknown")) {
            return new ConnectionFailure(
                    "tls-certificate-key-file", "asks for a certificate, or does not take this one");
        }
        String key = config.tlsCaFile().isPresent() ? AUTHORITIES : URI;
        return new ConnectionFailure(key, "does not speak TLS as it is configured");
    }

    private static ConnectionFailure ofNetwork(List<Throwable> met) {
        if (has(met, UnknownHostException.class)) {
            return new ConnectionFailure(URI, "does not answer: there is no host of that name");
        }
        return new ConnectionFailure(
                URI,
                has(met, ConnectException.class)
                        ? "does not answer: nothing takes connections there"
                        : "does not answer");
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES);
    }

    private static boolean has(List<Throwable> met, Class<? extends Throwable> kind) {
        return met.stream().anyMatch(kind::isInstance);
    }

    private static boolean says(List<Throwable> met, String part) {
        return met.stream().anyMatch(e -> String.valueOf(e.getMessage()).contains(part));
    }
}
