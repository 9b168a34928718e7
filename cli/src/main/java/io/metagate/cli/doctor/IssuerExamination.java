package io.metagate.cli.doctor;

import io.metagate.cli.doctor.Finding.Result;
import java.net.URI;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Looks at the OIDC issuer: whether it is found, is the one that it should be, and gives its keys (OpenID Connect
 * Discovery 1.0, section 4).
 */
record IssuerExamination(String issuer) {

    Finding finding() {
        return Address.of(issuer)
                .map(this::finding)
                .orElseGet(() -> new Finding("issuer", "-", Result.BAD, "metagate.oidc.issuer is not an address."));
    }

    private Finding finding(Address address) {
        String subject = address.toString();
        Optional<HttpAnswer> answer = HttpAnswer.of(address.below("/.well-known/openid-configuration"));
        if (answer.isEmpty()) {
            return new Finding(
                    "issuer", subject, Result.BAD, "It does not answer: look at the address and the network.");
        }
        Optional<BsonDocument> discovery =
                answer.filter(found -> found.status() == 200).flatMap(HttpAnswer::json);
        if (discovery.isEmpty()) {
            return new Finding(
                    "issuer",
                    subject,
                    Result.BAD,
                    "It has no discovery document (status " + answer.get().status() + "): is this the issuer?");
        }
        if (!new BsonString(issuer).equals(discovery.get().get("issuer"))) {
            return new Finding(
                    "issuer",
                    subject,
                    Result.BAD,
                    "It says that it is another: set metagate.oidc.issuer to what it says.");
        }
        return hasKeys(discovery.get()) ? found(address) : keyless(subject);
    }

    private static boolean hasKeys(BsonDocument discovery) {
        BsonValue place = discovery.get("jwks_uri");
        return place != null
                && place.isString()
                && Address.of(place.asString().getValue())
                        .map(Address::uri)
                        .flatMap(HttpAnswer::of)
                        .filter(answer -> answer.status() == 200)
                        .flatMap(HttpAnswer::json)
                        .filter(keys ->
                                keys.isArray("keys") && !keys.getArray("keys").isEmpty())
                        .isPresent();
    }

    private static Finding keyless(String subject) {
        return new Finding(
                "issuer", subject, Result.BAD, "It gives no signing keys at its jwks_uri: no token can be verified.");
    }

    private static Finding found(Address address) {
        return address.safe()
                ? new Finding("issuer", address.toString(), Result.OK, "It answers, and gives its signing keys.")
                : new Finding(
                        "issuer",
                        address.toString(),
                        Result.BAD,
                        "Its signing keys come over the network in clear text, and can be exchanged: use https.");
    }

    /** The issuer as it is shown. */
    @Override
    public String toString() {
        return "IssuerExamination["
                + Address.of(issuer).map(Address::uri).map(URI::getHost).orElse("-") + "]";
    }
}
