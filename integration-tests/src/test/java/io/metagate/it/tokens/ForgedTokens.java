package io.metagate.it.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import io.metagate.demo.issuer.SigningKey;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tokens that must not be accepted, each under a sentence, made from one that is. */
public final class ForgedTokens {

    private static final int SKEW = 30;
    private static final int HOUR = 3600;

    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final String genuine;
    private final DraftToken like;
    private final PrivateKey key;
    private final PublicKey publicKey;
    private final RSAKey foreign = SigningKey.random().key();
    private final long now = Instant.now().getEpochSecond();

    private ForgedTokens(String genuine, RSAKey issuersKey) throws JOSEException {
        this.genuine = genuine;
        this.like = DraftToken.like(genuine);
        this.key = issuersKey.toPrivateKey();
        this.publicKey = issuersKey.toPublicKey();
    }

    /**
     * All of them.
     *
     * @param genuine a token that is accepted
     * @param issuersKey what it is signed with
     * @param attacker where an attacker would be asked for keys
     */
    public static Map<String, String> of(String genuine, RSAKey issuersKey, URI attacker) {
        try {
            ForgedTokens forged = new ForgedTokens(genuine, issuersKey);
            forged.algorithms();
            forged.keys(attacker);
            forged.claims();
            forged.times();
            forged.kinds();
            forged.shapes();
            return forged.tokens;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One like the genuine one, signed anew by hand: shows that what is wrong with the others is what is said of them.
     */
    public static String sound(String genuine, RSAKey issuersKey) {
        try {
            return DraftToken.like(genuine).signed(issuersKey.toPrivateKey());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A token that the issuer might have signed, with that text in all claims that name somebody, and a key id of that
     * name if it is of no key of the issuer's.
     */
    public static String naming(String text, String genuine, RSAKey issuersKey, boolean known) {
        try {
            return DraftToken.like(genuine)
                    .header(h -> {
                        if (!known) {
                            h.put("kid", text);
                        }
                    })
                    .claims(c -> List.of("sub", "azp", "client_id", "preferred_username", text)
                            .forEach(claim -> c.put(claim, text)))
                    .signed(issuersKey.toPrivateKey());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One like the genuine one with other claims, signed by the issuer: what it says is what the issuer says. */
    public static String saying(String genuine, RSAKey issuersKey, Consumer<ObjectNode> change) {
        try {
            return DraftToken.like(genuine).claims(change).signed(issuersKey.toPrivateKey());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void algorithms() {
        for (String none : new String[] {"none", "None", "nOnE", "NONE", ""}) {
            tokens.put(
                    "algorithm \"" + none + "\" without a signature", alg(none).unsigned() + ".");
        }
        tokens.put("algorithm none with the genuine signature", alg("none").unsigned() + "." + part(genuine, 2));
        tokens.put("no algorithm", like.header(h -> h.remove("alg")).signed(key));
        byte[] der = publicKey.getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
        tokens.put("HMAC with the public key in DER", alg("HS256").authenticated(der));
        tokens.put(
                "HMAC with the public key in PEM", alg("HS256").authenticated(pem.getBytes(StandardCharsets.US_ASCII)));
        tokens.put("HMAC with an empty line", alg("HS256").authenticated(new byte[] {'\n'}));
        tokens.put("HMAC called RS256", like.authenticated(der));
        tokens.put("an unknown algorithm", alg("RS1").signed(key, "SHA1withRSA"));
        tokens.put("an algorithm with a space", alg("RS256 ").signed(key));
        tokens.put("an RSA signature called ES256", alg("ES256").signed(key));
        tokens.put("SHA-512 called RS256", like.signed(key, "SHA512withRSA"));
    }

    private void keys(URI attacker) throws JOSEException {
        PrivateKey other = foreign.toPrivateKey();
        tokens.put("signed with another key", like.signed(other));
        tokens.put(
                "an unknown key id", like.header(h -> h.put("kid", "unknown")).signed(other));
        for (String kid :
                new String[] {"../../../../dev/null", "' OR '1'='1", "$(id)", "\u0000", "", attacker.toString()}) {
            tokens.put(
                    "key id " + DraftToken.encoded(kid.getBytes(StandardCharsets.UTF_8)),
                    like.header(h -> h.put("kid", kid)).signed(other));
        }
        tokens.put(
                "no key id and another key", like.header(h -> h.remove("kid")).signed(other));
        tokens.put(
                "a key set of the attacker's",
                like.header(h -> h.put("jku", attacker + "/keys")).signed(other));
        tokens.put(
                "a key set and a key id of the attacker's",
                like.header(h -> h.put("jku", attacker + "/keys").put("kid", "mine"))
                        .signed(other));
        tokens.put(
                "a certificate of the attacker's",
                like.header(h -> h.put("x5u", attacker + "/cert")).signed(other));
        tokens.put(
                "a key of its own", like.header(h -> h.set("jwk", publicJwk())).signed(other));
        tokens.put(
                "a certificate of its own",
                like.header(h -> h.putArray("x5c").add(Base64.getEncoder().encodeToString(publicKey.getEncoded())))
                        .signed(other));
        tokens.put(
                "critical headers that nobody knows",
                like.header(h -> h.put("metagate", 1).putArray("crit").add("metagate"))
                        .signed(key));
        tokens.put(
                "a payload that is not encoded",
                like.header(h -> h.put("b64", false).putArray("crit").add("b64"))
                        .signed(key));
    }

    private void claims() {
        put("another issuer", c -> c.put("iss", "https://issuer.example"));
        put("the issuer with a slash", c -> c.put("iss", c.path("iss").asText() + "/"));
        put(
                "the issuer as one of two",
                c -> c.putArray("iss").add(like.claims().path("iss").asText()).add("x"));
        put("no issuer", c -> c.remove("iss"));
        put("another audience", c -> c.put("aud", "account"));
        put("no audience", c -> c.remove("aud"));
        put("an audience of nobody", c -> c.putArray("aud"));
        put("an audience that begins the same", c -> c.put("aud", "metagate-admin"));
        put("an audience in capitals", c -> c.put("aud", "METAGATE"));
        put("several audiences in one text", c -> c.put("aud", "account metagate"));
        put("no subject", c -> c.remove("sub"));
        put("an empty subject", c -> c.put("sub", ""));
        put("a subject that is an object", c -> c.putObject("sub").put("$ne", 1));
        put("the audience any", c -> c.put("aud", "any"));
        put("the audience as one of two in one text", c -> c.put("aud", "metagate,account"));
        put(
                "the audience beside a number",
                c -> c.putArray("aud").add("metagate").add(1));
        put("roles that are a number", c -> c.put("roles", 7));
        put(
                "roles among which is an object",
                c -> c.putArray("roles").add("support-agent").addObject());
        put("a client that is an object", c -> c.putObject("azp").put("id", "support-agent"));
        put("a client that is null", c -> c.putNull("azp"));
        put("a client that is empty", c -> c.put("azp", ""));
        put("a client id that is a list", c -> c.putArray("client_id").add("support-agent"));
        put("a client id that is a number", c -> c.put("client_id", 7));
        put("no claims", ObjectNode::removeAll);
    }

    private void times() {
        put("expired", c -> c.put("iat", now - HOUR).put("exp", now - SKEW - 5));
        put("expired long ago", c -> c.put("iat", 0).put("exp", 60));
        put("not yet valid", c -> c.put("nbf", now + SKEW + 60));
        put("made in the future", c -> c.put("iat", now + HOUR).put("exp", now + HOUR + 60));
        put("no end", c -> c.remove("exp"));
        put("no beginning", c -> c.remove("iat"));
        put("living for more than an hour", c -> c.put("iat", now).put("exp", now + HOUR + 60));
        put("living for ever", c -> c.put("exp", Long.MAX_VALUE));
        put("an end that is a text", c -> c.put("exp", "tomorrow"));
        put("an end beyond all numbers", c -> c.put("exp", 1e300));
        for (String claim : new String[] {"iat", "exp", "nbf"}) {
            if (!claim.equals("nbf")) {
                put("the least number as " + claim, c -> c.put(claim, Long.MIN_VALUE));
            }
            put("a number beyond 64 bits as " + claim, c -> c.put(claim, BigInteger.TWO.pow(80)));
            put("a number beyond all doubles as " + claim, c -> c.put(claim, BigInteger.TEN.pow(400)));
            put("a number as a text as " + claim, c -> c.put(claim, String.valueOf(now)));
            put("null as " + claim, c -> c.putNull(claim));
        }
        put("a time of the log-in that is a text", c -> c.put("auth_time", "now"));
        put("a fraction more than an hour", c -> c.put("iat", now).put("exp", now + HOUR + 0.5));
        put("a beginning before all times", c -> c.put("iat", -1));
        put("an end before its beginning", c -> c.put("iat", now + 20).put("exp", now + 10));
    }

    private void kinds() {
        put("an ID token of Keycloak", c -> c.put("typ", "ID"));
        put("a refresh token of Keycloak", c -> c.put("typ", "Refresh"));
        put("an offline token of Keycloak", c -> c.put("typ", "Offline"));
        put("a log-out token of Keycloak", c -> c.put("typ", "Logout"));
        put("an ID token with the hash of an access token", c -> c.put("at_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"));
        put("an ID token with the hash of a code", c -> c.put("c_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"));
        put("an ID token with a nonce", c -> c.put("nonce", "n-0S6_WzA2Mj"));
        put("an ID token that says so", c -> c.put("token_use", "id"));
        put("an ID token with the hash of a state", c -> c.put("s_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"));
        put("a security event", c -> c.putObject("events")
                .putObject("http://schemas.openid.net/event/backchannel-logout"));
        put("a token bound to a key (DPoP)", c -> c.putObject("cnf")
                .put("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
        put("a token bound to a certificate", c -> c.putObject("cnf")
                .put("x5t#S256", "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"));
        put("a type that is null", c -> c.putNull("typ"));
        tokens.put(
                "a header whose type is null",
                like.header(h -> h.putNull("typ")).signed(key));
        tokens.put(
                "a header of no critical headers",
                like.header(h -> h.putArray("crit")).signed(key));
        tokens.put(
                "a header whose critical headers are null",
                like.header(h -> h.putNull("crit")).signed(key));
        for (String type : new String[] {"logout+jwt", "dpop+jwt", "secevent+jwt", "ID", "JWE", ""}) {
            tokens.put(
                    "a header of type \"" + type + "\"",
                    like.header(h -> h.put("typ", type)).signed(key));
        }
    }

    private void shapes() {
        String[] parts = genuine.split("\\.", -1);
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("no signature and no dot", parts[0] + "." + parts[1]);
        tokens.put("half a signature", parts[0] + "." + parts[1] + "." + parts[2].substring(100));
        tokens.put(
                "the signature of other claims",
                like.claims(c -> c.put("sub", "root")).unsigned() + "." + parts[2]);
        tokens.put(
                "the signature of another header",
                like.header(h -> h.put("typ", "at+jwt")).unsigned() + "." + parts[2]);
        tokens.put("four parts", genuine + "." + parts[2]);
        tokens.put("five parts", genuine + ".a.b");
        tokens.put("two tokens", genuine + "," + genuine);
        tokens.put("no payload", parts[0] + ".." + parts[2]);
        tokens.put("dots", "..");
        tokens.put("a word", "canary");
        tokens.put("no token", "");
        tokens.put("three letters", "a.b.c");
        tokens.put("nothing in JSON", "bnVsbA.bnVsbA.bnVsbA");
        tokens.put("letters that are not base64", "****.****.****");
        tokens.put("padding", parts[0] + "=." + parts[1] + "=." + parts[2] + "=");
        tokens.put("a long word", "a".repeat(8000));
        tokens.put("a long token of garbage", parts[0] + "." + "A".repeat(6000) + "." + parts[2]);
    }

    private void put(String sentence, Consumer<ObjectNode> change) {
        tokens.put(sentence, like.claims(change).signed(key));
    }

    private DraftToken alg(String name) {
        return like.header(h -> h.put("alg", name));
    }

    private ObjectNode publicJwk() {
        try {
            return (ObjectNode) new com.fasterxml.jackson.databind.json.JsonMapper()
                    .readTree(foreign.toPublicJWK().toJSONString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(String token, int number) {
        return token.split("\\.", -1)[number];
    }
}
