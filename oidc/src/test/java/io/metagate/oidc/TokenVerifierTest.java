package io.metagate.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.oidc.keys.Jwks;
import io.metagate.oidc.keys.KeySet;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final long NOW = 1_000_000;
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final PublicJsonWebKey CURVE = Jwks.p256();
    private static final PublicJsonWebKey EDWARDS = Jwks.ed25519();
    private static final KeySet KEYS = Jwks.set(Jwks.jwk(Jwks.RSA, "r"), Jwks.jwk(CURVE, "e"), Jwks.jwk(EDWARDS, "o"));

    private final JwtDraft sound = JwtDraft.at(NOW);

    @ParameterizedTest
    @CsvSource({"r,RS256", "r,RS384", "r,RS512", "r,PS256", "r,PS384", "r,PS512", "e,ES256", "o,EdDSA"})
    void acceptsWhatTheIssuerSigned(String kid, String algorithm) {
        PublicJsonWebKey key = kid.equals("r") ? Jwks.RSA : kid.equals("e") ? CURVE : EDWARDS;

        TokenResult result = verify(
                sound.header(h -> h.put("kid", kid).put("alg", algorithm)).signed(key));

        assertThat(result).isInstanceOfSatisfying(TokenResult.Accepted.class, accepted -> {
            assertThat(accepted.token().text("sub")).contains("alice");
            assertThat(accepted.token().roles()).containsExactly("reader");
            assertThat(accepted.token().expiry()).isEqualTo(Instant.ofEpochSecond(NOW + 600));
            assertThat(accepted.token().key().kid()).contains(kid);
            assertThat(accepted.token().toString()).doesNotContain("alice");
        });
    }

    static Stream<Consumer<ObjectNode>> soundHeaders() {
        return Stream.of(
                h -> h.remove("typ"),
                h -> h.put("typ", "at+jwt"),
                h -> h.put("typ", "AT+JWT"),
                h -> h.put("typ", "application/at+jwt"),
                h -> h.put("x5t", "whatever"),
                h -> h.put("jku", "http://127.0.0.1:1/keys"));
    }

    @ParameterizedTest
    @MethodSource("soundHeaders")
    void acceptsHeadersOfAccessTokens(Consumer<ObjectNode> change) {
        assertAccepted(sound.header(change));
    }

    static Stream<Consumer<ObjectNode>> soundClaims() {
        return Stream.of(
                c -> c.putArray("aud").add("account").add("metagate"),
                c -> c.put("typ", "Bearer"),
                c -> c.put("token_use", "access"),
                c -> c.put("token_type", "Bearer"),
                c -> c.put("iat", NOW + 30),
                c -> c.put("nbf", NOW + 30),
                c -> c.put("iat", NOW - 0.75),
                c -> c.put("exp", NOW - 29).put("iat", NOW - 60),
                c -> c.put("exp", NOW - 29.5).put("iat", NOW - 60.25),
                c -> c.put("iat", NOW).put("exp", NOW + 3600),
                c -> c.put("auth_time", Long.MIN_VALUE),
                c -> c.put("auth_time", 1e300),
                c -> c.put("nbf", Long.MIN_VALUE),
                c -> c.put("nbf", -1),
                c -> c.remove("roles"));
    }

    @ParameterizedTest
    @MethodSource("soundClaims")
    void acceptsClaimsOfAccessTokens(Consumer<ObjectNode> change) {
        assertAccepted(sound.claims(change));
    }

    static Stream<Map.Entry<TokenRefusal, Consumer<ObjectNode>>> unsoundHeaders() {
        return Stream.of(
                refused(TokenRefusal.MALFORMED, h -> h.putArray("crit")),
                refused(TokenRefusal.MALFORMED, h -> h.putNull("crit")),
                refused(TokenRefusal.MALFORMED, h -> h.put("crit", "")),
                refused(
                        TokenRefusal.MALFORMED,
                        h -> h.put("x", 1).putArray("crit").add("x")),
                refused(TokenRefusal.MALFORMED, h -> h.put("b64", true)),
                refused(TokenRefusal.MALFORMED, h -> h.put("b64", false)),
                refused(TokenRefusal.MALFORMED, h -> h.put("kid", 1)),
                refused(TokenRefusal.MALFORMED, h -> h.putNull("kid")),
                refused(TokenRefusal.TYPE, h -> h.putNull("typ")),
                refused(TokenRefusal.TYPE, h -> h.put("typ", "")),
                refused(TokenRefusal.TYPE, h -> h.put("typ", 1)),
                refused(TokenRefusal.TYPE, h -> h.putArray("typ").add("JWT")),
                refused(TokenRefusal.TYPE, h -> h.put("typ", "secevent+jwt")),
                refused(TokenRefusal.TYPE, h -> h.put("typ", "logout+jwt")),
                refused(TokenRefusal.TYPE, h -> h.put("typ", "dpop+jwt")),
                refused(TokenRefusal.UNKNOWN_KEY, h -> h.put("kid", "other")),
                refused(TokenRefusal.UNKNOWN_KEY, h -> h.put("kid", "R")),
                refused(TokenRefusal.UNKNOWN_KEY, h -> h.put("kid", "")),
                refused(TokenRefusal.UNKNOWN_KEY, h -> h.put("kid", "e")));
    }

    @ParameterizedTest
    @MethodSource("unsoundHeaders")
    void refusesOtherHeaders(Map.Entry<TokenRefusal, Consumer<ObjectNode>> header) {
        assertRefused(header.getKey(), sound.header(header.getValue()).signed(Jwks.RSA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "", "HS256", "HS512", "rs256", "RS1", "ES256K", "RSA-OAEP", "dir"})
    void refusesOtherAlgorithms(String algorithm) {
        assertRefused(
                TokenRefusal.ALGORITHM,
                sound.header(h -> h.put("alg", algorithm)).unsigned() + ".YQ");
        assertRefused(TokenRefusal.ALGORITHM, sound.header(h -> h.remove("alg")).unsigned() + ".YQ");
    }

    static Stream<Map.Entry<TokenRefusal, Consumer<ObjectNode>>> unsoundClaims() {
        return Stream.of(
                refused(TokenRefusal.ISSUER, c -> c.put("iss", "https://issuer.example/")),
                refused(TokenRefusal.ISSUER, c -> c.put("iss", "any")),
                refused(TokenRefusal.ISSUER, c -> c.putArray("iss").add("https://issuer.example")),
                refused(TokenRefusal.ISSUER, c -> c.remove("iss")),
                refused(TokenRefusal.AUDIENCE, c -> c.put("aud", "account")),
                refused(TokenRefusal.AUDIENCE, c -> c.put("aud", "any")),
                refused(TokenRefusal.AUDIENCE, c -> c.put("aud", "metagate,account")),
                refused(TokenRefusal.AUDIENCE, c -> c.put("aud", "Metagate")),
                refused(TokenRefusal.AUDIENCE, c -> c.putArray("aud")),
                refused(
                        TokenRefusal.AUDIENCE,
                        c -> c.putArray("aud").add("metagate").add(1)),
                refused(TokenRefusal.AUDIENCE, c -> c.putObject("aud").put("metagate", "metagate")),
                refused(TokenRefusal.AUDIENCE, c -> c.putNull("aud")),
                refused(TokenRefusal.AUDIENCE, c -> c.remove("aud")),
                refused(TokenRefusal.TYPE, c -> c.put("nonce", "n")),
                refused(TokenRefusal.TYPE, c -> c.putNull("nonce")),
                refused(TokenRefusal.TYPE, c -> c.put("at_hash", "x")),
                refused(TokenRefusal.TYPE, c -> c.put("c_hash", "x")),
                refused(TokenRefusal.TYPE, c -> c.put("s_hash", "x")),
                refused(TokenRefusal.TYPE, c -> c.put("token_use", "id")),
                refused(TokenRefusal.TYPE, c -> c.putNull("token_use")),
                refused(TokenRefusal.TYPE, c -> c.put("token_type", "refresh")),
                refused(TokenRefusal.TYPE, c -> c.putObject("events").putObject("http://schemas.openid.net/event")),
                refused(TokenRefusal.TYPE, c -> c.putNull("events")),
                refused(TokenRefusal.TYPE, c -> c.put("typ", "ID")),
                refused(TokenRefusal.TYPE, c -> c.put("typ", "Refresh")),
                refused(TokenRefusal.TYPE, c -> c.put("typ", "DPoP")),
                refused(TokenRefusal.TYPE, c -> c.putNull("typ")),
                refused(TokenRefusal.BOUND, c -> c.putObject("cnf").put("jkt", "x")),
                refused(TokenRefusal.BOUND, c -> c.putObject("cnf").put("x5t#S256", "x")),
                refused(TokenRefusal.BOUND, c -> c.putNull("cnf")),
                refused(TokenRefusal.NO_SUBJECT, c -> c.remove("sub")),
                refused(TokenRefusal.NO_SUBJECT, c -> c.put("sub", " ")),
                refused(TokenRefusal.NO_SUBJECT, c -> c.put("sub", 7)),
                refused(TokenRefusal.ROLES, c -> c.put("roles", 7)),
                refused(TokenRefusal.ROLES, c -> c.putNull("roles")),
                refused(TokenRefusal.ROLES, c -> c.putObject("roles").put("reader", true)),
                refused(
                        TokenRefusal.ROLES,
                        c -> c.putArray("roles").add("reader").addNull()),
                refused(TokenRefusal.ROLES, c -> c.put("realm_access", "reader")));
    }

    /** One of a client that cannot be read is not one of no client, even beside one that can. */
    @ParameterizedTest
    @CsvSource({"azp,client_id", "client_id,azp"})
    void refusesClientsThatCannotBeRead(String name, String other) {
        List<Consumer<ObjectNode>> unreadable = List.of(
                c -> c.putObject(name).put("id", "desk"),
                c -> c.putObject(name),
                c -> c.putArray(name).add("desk"),
                c -> c.putArray(name),
                c -> c.put(name, 7),
                c -> c.put(name, BigInteger.TWO.pow(80)),
                c -> c.put(name, true),
                c -> c.putNull(name),
                c -> c.put(name, ""),
                c -> c.put(name, " "));
        for (Consumer<ObjectNode> change : unreadable) {
            assertRefused(TokenRefusal.CLIENT, sound.claims(change).signed(Jwks.RSA));
            assertRefused(
                    TokenRefusal.CLIENT,
                    sound.claims(change.andThen(c -> c.put(other, "desk"))).signed(Jwks.RSA));
        }
        assertAccepted(sound.claims(c -> c.put(name, "desk")));
        assertAccepted(sound.claims(c -> c.put(name, "desk").put(other, "batch")));
        assertAccepted(sound.claims(c -> c.remove(List.of(name, other))));
    }

    @ParameterizedTest
    @MethodSource("unsoundClaims")
    void refusesOtherClaims(Map.Entry<TokenRefusal, Consumer<ObjectNode>> claims) {
        assertRefused(claims.getKey(), sound.claims(claims.getValue()).signed(Jwks.RSA));
    }

    static Stream<Map.Entry<TokenRefusal, Consumer<ObjectNode>>> unsoundTimes() {
        return Stream.of(
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", Long.MIN_VALUE)),
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", new BigInteger("-9".repeat(1) + "9".repeat(300)))),
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", -1e300)),
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", 0)),
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", -1)),
                refused(TokenRefusal.LIFETIME, c -> c.remove("iat")),
                refused(TokenRefusal.LIFETIME, c -> c.remove("exp")),
                refused(TokenRefusal.LIFETIME, c -> c.put("exp", Long.MAX_VALUE)),
                refused(TokenRefusal.LIFETIME, c -> c.put("exp", BigInteger.TWO.pow(63))),
                refused(TokenRefusal.LIFETIME, c -> c.put("exp", BigInteger.TWO.pow(64))),
                refused(TokenRefusal.LIFETIME, c -> c.put("exp", 1e300)),
                refused(TokenRefusal.LIFETIME, c -> c.put("exp", Double.MAX_VALUE)),
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", NOW).put("exp", NOW + 3601)),
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", NOW).put("exp", NOW + 3600.001)),
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", NOW + 20).put("exp", NOW + 10)),
                refused(TokenRefusal.LIFETIME, c -> c.put("iat", Long.MIN_VALUE).put("exp", Long.MAX_VALUE)),
                refused(TokenRefusal.EXPIRED, c -> c.put("exp", NOW - 30)),
                refused(TokenRefusal.EXPIRED, c -> c.put("exp", NOW - 30.5)),
                refused(TokenRefusal.EXPIRED, c -> c.put("exp", 0)),
                refused(TokenRefusal.EXPIRED, c -> c.put("exp", -1)),
                refused(TokenRefusal.EXPIRED, c -> c.put("exp", Long.MIN_VALUE)),
                refused(
                        TokenRefusal.EXPIRED,
                        c -> c.put("exp", BigInteger.TWO.pow(64).negate())),
                refused(TokenRefusal.NOT_YET_VALID, c -> c.put("nbf", NOW + 31)),
                refused(TokenRefusal.NOT_YET_VALID, c -> c.put("nbf", NOW + 30.5)),
                refused(TokenRefusal.NOT_YET_VALID, c -> c.put("nbf", Long.MAX_VALUE)),
                refused(TokenRefusal.NOT_YET_VALID, c -> c.put("nbf", 1e300)),
                refused(TokenRefusal.NOT_YET_VALID, c -> c.put("iat", NOW + 31)),
                refused(TokenRefusal.NOT_YET_VALID, c -> c.put("iat", NOW + 30.5)),
                refused(TokenRefusal.NOT_YET_VALID, c -> c.put("iat", Long.MAX_VALUE)),
                refused(TokenRefusal.NOT_YET_VALID, c -> c.put("iat", BigInteger.TWO.pow(64))));
    }

    @ParameterizedTest
    @MethodSource("unsoundTimes")
    void refusesOtherTimesWhateverNumbersTheyAre(Map.Entry<TokenRefusal, Consumer<ObjectNode>> times) {
        assertRefused(times.getKey(), sound.claims(times.getValue()).signed(Jwks.RSA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat", "auth_time"})
    void refusesTimesThatAreNoNumbers(String claim) {
        List<Consumer<ObjectNode>> forms = List.of(
                c -> c.put(claim, String.valueOf(NOW)),
                c -> c.put(claim, ""),
                c -> c.putNull(claim),
                c -> c.put(claim, true),
                c -> c.putArray(claim).add(NOW),
                c -> c.putObject(claim).put("$numberLong", NOW));
        assertThat(forms)
                .allSatisfy(form ->
                        assertRefused(TokenRefusal.MALFORMED, sound.claims(form).signed(Jwks.RSA)));
    }

    @Test
    void refusesNumbersThatNoDoubleHolds() {
        for (String claim : List.of("exp", "nbf", "iat")) {
            for (String number : List.of("1e999", "-1e999", "1e-999", "9".repeat(900))) {
                String claims = sound.claims(c -> c.remove(claim)).claimsJson();
                String changed = claims.replaceFirst("\\{", "{\"" + claim + "\":" + number + ",");
                TokenResult result = verify(sound.withClaims(changed).signed(Jwks.RSA));
                if (!claim.equals("nbf") || !List.of("-1e999", "1e-999").contains(number)) {
                    assertThat(result).as(claim + " " + number).isInstanceOf(TokenResult.Refused.class);
                }
            }
        }
    }

    @Test
    void refusesWhatCannotBeReadInOneWay() {
        String good = sound.signed(Jwks.RSA);
        String[] parts = good.split("\\.", -1);
        assertThat(List.of(
                        "",
                        "..",
                        "a.b",
                        "a.b.c",
                        good + ".a",
                        good + "=",
                        " " + good,
                        good.replace('.', ' '),
                        parts[0] + "." + parts[1],
                        parts[0] + "." + parts[1] + ".",
                        parts[0] + ".." + parts[2],
                        sound.withClaims("[]").signed(Jwks.RSA),
                        sound.withClaims("null").signed(Jwks.RSA),
                        sound.withClaims("{").signed(Jwks.RSA),
                        sound.withClaims(sound.claimsJson() + "{}").signed(Jwks.RSA),
                        sound.withClaims(sound.claimsJson().replaceFirst("\\{", "{\"sub\":\"root\","))
                                .signed(Jwks.RSA),
                        sound.claims(c -> c.put("filler", "x".repeat(16_000))).signed(Jwks.RSA)))
                .allSatisfy(token -> assertRefused(TokenRefusal.MALFORMED, token));
    }

    /** RFC 4648 section 3.5: each part has one last character, whatever bits of it belong to no byte. */
    @ParameterizedTest
    @MethodSource("partsAndAlgorithms")
    void refusesEverySpellingOfAPartButOne(int part, String kid, String algorithm) {
        PublicJsonWebKey key = kid.equals("r") ? Jwks.RSA : kid.equals("e") ? CURVE : EDWARDS;
        String good = padded(h -> h.put("kid", kid).put("alg", algorithm)).signed(key);
        String[] parts = good.split("\\.", -1);
        String text = parts[part];
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        assertThat(text.length() % 4).as("bits that belong to no byte").isNotZero();
        assertThat(verify(good)).isInstanceOf(TokenResult.Accepted.class);
        for (int last = 0; last < BASE64URL.length(); last++) {
            String other = text.substring(0, text.length() - 1) + BASE64URL.charAt(last);
            parts[part] = other;
            boolean same = Arrays.equals(bytes, Base64.getUrlDecoder().decode(other));
            if (same && !other.equals(text)) {
                assertRefused(TokenRefusal.MALFORMED, String.join(".", parts));
            } else if (!same) {
                assertThat(verify(String.join(".", parts))).isInstanceOf(TokenResult.Refused.class);
            }
        }
    }

    static Stream<Arguments> partsAndAlgorithms() {
        return IntStream.range(0, 3)
                .boxed()
                .flatMap(part -> Stream.of(
                        Arguments.of(part, "r", "RS256"),
                        Arguments.of(part, "r", "PS256"),
                        Arguments.of(part, "e", "ES256"),
                        Arguments.of(part, "o", "EdDSA")));
    }

    /** One whose header and claims end within a group of three bytes. */
    private JwtDraft padded(Consumer<ObjectNode> change) {
        JwtDraft draft = sound.header(change);
        while (draft.header().toString().length() % 3 == 0) {
            draft = draft.header(h -> h.put("x", h.path("x").asText() + "x"));
        }
        while (draft.claimsJson().length() % 3 == 0) {
            draft = draft.claims(c -> c.put("x", c.path("x").asText() + "x"));
        }
        return draft;
    }

    /** What lenient readers of JSON, that of jose4j among them, take for something else, or for nothing. */
    @ParameterizedTest
    @ValueSource(strings = {",", "\"x\":[1,,2],", "\"x\":01,", "\"x\":\"\u0001\",", "\"x\":\"\\q\",", "\"x\":NaN,"})
    void refusesPayloadsThatOtherReadersReadDifferently(String member) {
        String claims = sound.claimsJson().replaceFirst("\\{", Matcher.quoteReplacement("{" + member));

        assertRefused(TokenRefusal.MALFORMED, sound.withClaims(claims).signed(Jwks.RSA));
    }

    @Test
    void refusesOtherSignatures() {
        String good = sound.signed(Jwks.RSA);
        assertRefused(TokenRefusal.SIGNATURE, sound.signed(Jwks.OTHER_RSA));
        assertRefused(
                TokenRefusal.SIGNATURE,
                sound.claims(c -> c.put("sub", "root")).unsigned() + "." + good.split("\\.", -1)[2]);
        assertRefused(
                TokenRefusal.SIGNATURE,
                sound.header(h -> h.put("alg", "PS256")).unsigned() + "." + good.split("\\.", -1)[2]);
        assertRefused(
                TokenRefusal.SIGNATURE,
                sound.header(h -> h.put("kid", "e").put("alg", "ES256")).unsigned() + "." + "A".repeat(86));
    }

    @Test
    void looksAtNoKeyThatTheTokenBrings() {
        ObjectNode own = Jwks.jwk(Jwks.OTHER_RSA, "mine");
        assertRefused(
                TokenRefusal.UNKNOWN_KEY,
                sound.header(h -> h.put("kid", "mine").set("jwk", own)).signed(Jwks.OTHER_RSA));
        assertRefused(
                TokenRefusal.SIGNATURE, sound.header(h -> h.set("jwk", own)).signed(Jwks.OTHER_RSA));
    }

    @Test
    void triesAllKeysOfOneKeyId() {
        KeySet twins = Jwks.set(Jwks.jwk(Jwks.OTHER_RSA, "r"), Jwks.jwk(Jwks.RSA, "r"));

        assertThat(verifier().verify(sound.signed(Jwks.RSA), twins)).isInstanceOf(TokenResult.Accepted.class);
        assertThat(verifier().verify(sound.signed(Jwks.OTHER_RSA), twins)).isInstanceOf(TokenResult.Accepted.class);
    }

    @Test
    void takesATokenWithoutAKeyIdIfOneKeyFits() {
        JwtDraft nameless = sound.header(h -> h.remove("kid"));
        assertAccepted(nameless);
        assertRefused(TokenRefusal.SIGNATURE, nameless.signed(Jwks.OTHER_RSA));
        KeySet two = Jwks.set(Jwks.jwk(Jwks.RSA, "r"), Jwks.jwk(Jwks.OTHER_RSA, "r2"));
        assertThat(verifier().verify(nameless.signed(Jwks.RSA), two))
                .isEqualTo(new TokenResult.Refused(TokenRefusal.UNKNOWN_KEY));
    }

    @Test
    void takesTheAudienceLiterally() {
        TokenVerifier any = verifier("audience", "any");
        assertThat(any.verify(sound.signed(Jwks.RSA), KEYS)).isEqualTo(new TokenResult.Refused(TokenRefusal.AUDIENCE));
        assertThat(any.verify(sound.claims(c -> c.put("aud", "any")).signed(Jwks.RSA), KEYS))
                .isInstanceOf(TokenResult.Accepted.class);
        TokenVerifier list = verifier("audience", "metagate,account");
        assertThat(list.verify(sound.signed(Jwks.RSA), KEYS)).isEqualTo(new TokenResult.Refused(TokenRefusal.AUDIENCE));
        assertThat(list.verify(
                        sound.claims(c -> c.put("aud", "metagate,account")).signed(Jwks.RSA), KEYS))
                .isInstanceOf(TokenResult.Accepted.class);
    }

    @Test
    void tellsAllThatIsWrong() {
        String token = sound.claims(c -> c.put("aud", "account")
                        .put("exp", NOW - 100)
                        .put("iat", NOW - 5000)
                        .remove("sub"))
                .signed(Jwks.OTHER_RSA);

        assertThat(verifier().examine(token, KEYS))
                .containsExactly(
                        new TokenFinding(TokenRefusal.SIGNATURE, "kid=\"r\" alg=\"RS256\""),
                        new TokenFinding(TokenRefusal.AUDIENCE, "aud=\"account\""),
                        new TokenFinding(TokenRefusal.EXPIRED, "iat=995000 exp=999900"),
                        new TokenFinding(TokenRefusal.LIFETIME, "iat=995000 exp=999900"),
                        new TokenFinding(TokenRefusal.NO_SUBJECT, ""));
        assertThat(verifier().examine(sound.signed(Jwks.RSA), KEYS)).isEmpty();
        assertThat(verifier().examine("canary", KEYS)).containsExactly(new TokenFinding(TokenRefusal.MALFORMED, ""));
    }

    private void assertAccepted(JwtDraft draft) {
        assertThat(verify(draft.signed(Jwks.RSA))).isInstanceOf(TokenResult.Accepted.class);
    }

    private void assertRefused(TokenRefusal refusal, String token) {
        assertThat(verify(token))
                .isInstanceOfSatisfying(TokenResult.Refused.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(refusal));
    }

    private TokenResult verify(String token) {
        return verifier().verify(token, KEYS);
    }

    private static TokenVerifier verifier(String... keysAndValues) {
        return TokenVerifier.of(OidcSettings.of(keysAndValues), () -> Instant.ofEpochSecond(NOW));
    }

    private static Map.Entry<TokenRefusal, Consumer<ObjectNode>> refused(
            TokenRefusal refusal, Consumer<ObjectNode> change) {
        return Map.entry(refusal, change);
    }
}
