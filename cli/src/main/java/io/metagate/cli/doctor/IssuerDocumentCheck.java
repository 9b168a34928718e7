package io.metagate.cli.doctor;

import io.metagate.cli.doctor.DoctorFinding.Result;
import java.net.URI;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Looks at the OIDC issuer: whether it is found, is the one that it should be, and gives its keys (OpenID Connect
 * Discovery 1.0, section 4).
 */
record IssuerDocumentCheck(String issuer) {

    DoctorFinding finding() {
        return HttpUrl.of(issuer)
                .map(this::finding)
                .orElseGet(
                        () -> new DoctorFinding("issuer", "-", Result.BAD, "metagate.oidc.issuer is not an address."));
    }

    private DoctorFinding finding(HttpUrl address) {
        String subject = address.toString();
        Optional<HttpResult> answer = HttpResult.of(address.below("/.well-known/openid-configuration"));
        if (answer.isEmpty()) {
            return new DoctorFinding(
                    "issuer", subject, Result.BAD, "It does not answer: look at the address and the network.");
        }
        Optional<BsonDocument> discovery =
                answer.filter(found -> found.status() == 200).flatMap(HttpResult::json);
        if (discovery.isEmpty()) {
            return new DoctorFinding(
                    "issuer",
                    subject,
                    Result.BAD,
                    "It has no discovery document (status " + answer.get().status() + "): is this the issuer?");
        }
        if (!new BsonString(issuer).equals(discovery.get().get("issuer"))) {
            return new DoctorFinding(
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
                && HttpUrl.of(place.asString().getValue())
                        .map(HttpUrl::uri)
                        .flatMap(HttpResult::of)
                        .filter(answer -> answer.status() == 200)
                        .flatMap(HttpResult::json)
                        .filter(keys ->
                                keys.isArray("keys") && !keys.getArray("keys").isEmpty())
                        .isPresent();
    }

    private static DoctorFinding keyless(String subject) {
        return new DoctorFinding(
                "issuer", subject, Result.BAD, "It gives no signing keys at its jwks_uri: no token can be verified.");
    }

    private static DoctorFinding found(HttpUrl address) {
        return address.safe()
                ? new DoctorFinding("issuer", address.toString(), Result.OK, "It answers, and gives its signing keys.")
                : new DoctorFinding(
                        "issuer",
                        address.toString(),
                        Result.BAD,
                        "Its signing keys come over the network in clear text, and can be exchanged: use https.");
    }

    /** The issuer as it is shown. */
    @Override
    public String toString() {
        return "IssuerDocumentCheck["
                + HttpUrl.of(issuer).map(HttpUrl::uri).map(URI::getHost).orElse("-") + "]";
    }
}
