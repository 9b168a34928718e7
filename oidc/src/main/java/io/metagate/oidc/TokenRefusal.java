package io.metagate.oidc;

import java.util.Locale;

/**
 * The class of reason for which a token is not accepted. It is told to operators and auditors, and never to whoever
 * sent the token.
 */
public enum TokenRefusal {
    /** No bearer token was sent. */
    NO_TOKEN("No bearer token was sent."),
    /** Not a JWT in compact form, or one whose parts cannot be read in one way only. */
    MALFORMED("It is no signed JWT, holds a member twice, names critical headers, or has a time that is no number."),
    /** Not signed by an asymmetric algorithm that is accepted. */
    ALGORITHM("Its algorithm is none of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA."),
    /** Of another issuer. */
    ISSUER("Its iss is not metagate.oidc.issuer, letter by letter."),
    /** Signed with a key that the issuer does not list. */
    UNKNOWN_KEY("Its key is not in the issuer's key set: the issuer has withdrawn it, or the token is of another one."),
    /** The signature is not that of the key. */
    SIGNATURE("Its signature is not that of the issuer's key."),
    /** An ID token, a refresh token, or whatever else is no access token. */
    TYPE("It is no access token, but an ID token, a refresh token, a log-out token or a security event."),
    /** Bound to a key of its holder, which nobody has checked. */
    BOUND("It is bound to a key (cnf: DPoP or mTLS), and no plain bearer token."),
    /** For somebody else. */
    AUDIENCE("Its aud does not hold metagate.oidc.audience: have the issuer add it (in Keycloak an audience mapper)."),
    /** Over. */
    EXPIRED("It has expired."),
    /** Not valid yet, or made in the future. */
    NOT_YET_VALID("It is not valid yet (nbf, iat): look at the clocks of issuer and gateway."),
    /** Lives too long, or does not say for how long. */
    LIFETIME("It has no iat or exp, or more than metagate.oidc.max-token-lifetime between them."),
    /** Of nobody. */
    NO_SUBJECT("It has no sub that is a text."),
    /** Holds roles in a form that cannot be read. */
    ROLES("Its roles claim is neither a text nor a list of texts."),
    /** Names its client in a form that cannot be read. */
    CLIENT("Its azp or client_id is there, and no text that is not blank.");

    private final String advice;

    TokenRefusal(String advice) {
        this.advice = advice;
    }

    /** The name of this class in audit records, logs and metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong with such a token, in a sentence. */
    public String advice() {
        return advice;
    }
}
