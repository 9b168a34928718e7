package io.metagate.demo.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.metagate.demo.machine.LoopbackPort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void givesEveryPersonaATokenThatSaysWhoItIs() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start(SigningKey.random(), LoopbackPort.free())) {
            for (Persona persona : Persona.values()) {
                JWTClaimsSet claims = verified(issuer.client().token(persona), issuer);
                assertThat(claims.getIssuer()).isEqualTo(issuer.uri().toString());
                assertThat(claims.getAudience()).containsExactly("metagate");
                assertThat(claims.getSubject()).isEqualTo(persona.clientId());
                assertThat(claims.getStringClaim("client_id")).isEqualTo(persona.clientId());
                assertThat(claims.getStringClaim("azp")).isEqualTo(persona.clientId());
                assertThat(claims.getStringListClaim("roles")).containsExactly(persona.clientId());
                assertThat(claims.getExpirationTime().toInstant())
                        .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofHours(1)));
            }
        }
    }

    @Test
    void tellsWhichRegionsASupportAgentAnswersFor() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start(SigningKey.random(), LoopbackPort.free())) {
            JWTClaimsSet claims = verified(issuer.client().token(Persona.SUPPORT_AGENT), issuer);
            assertThat(claims.getStringListClaim("regions")).containsExactly("eu");
            assertThat(claims.getStringClaim("acr")).isEqualTo("mfa");
        }
    }

    @Test
    void refusesAWrongSecretAndAnUnknownClient() {
        try (TokenIssuer issuer = TokenIssuer.start(SigningKey.random(), LoopbackPort.free())) {
            assertThat(issuer.client().token("analyst", "wrong")).isEmpty();
            assertThat(issuer.client().token("stranger", Persona.ANALYST.secret()))
                    .isEmpty();
        }
    }

    @Test
    void refusesEveryOtherGrant() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start(SigningKey.random(), LoopbackPort.free())) {
            String assertion = issuer.sign("analyst", "metagate", Map.of(), Duration.ofHours(1));
            for (String grant : List.of(
                    "grant_type=password&username=analyst&password=x",
                    "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=" + assertion,
                    "grant_type=refresh_token&refresh_token=x",
                    "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&audience=metagate"
                            + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&subject_token=" + assertion)) {
                String secret = "&client_id=analyst&client_secret=" + Persona.ANALYST.secret();
                assertThat(post(issuer, grant + secret)).as(grant).doesNotContain("access_token");
            }
            String secret = "grant_type=client_credentials&client_id=analyst&client_secret=" + Persona.ANALYST.secret();
            assertThat(post(issuer, secret)).contains("access_token");
        }
    }

    @Test
    void keepsItsKeyInAFileThatOnlyItsOwnerMayRead(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("key.json");
        String token;
        LoopbackPort port = LoopbackPort.free();
        try (TokenIssuer issuer = TokenIssuer.start(SigningKey.in(file), port)) {
            token = issuer.client().token(Persona.AUDITOR);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (TokenIssuer issuer = TokenIssuer.start(SigningKey.in(file), port)) {
            assertThat(verified(token, issuer).getSubject()).isEqualTo("auditor");
        }
    }

    private JWTClaimsSet verified(String token, TokenIssuer issuer) throws Exception {
        Document discovery = Document.parse(get(issuer.uri() + "/.well-known/openid-configuration"));
        assertThat(discovery.getString("issuer")).isEqualTo(issuer.uri().toString());
        JWKSet keys = JWKSet.parse(get(discovery.getString("jwks_uri")));
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        String keyId = jwt.getHeader().getKeyID();
        assertThat(jwt.verify(new RSASSAVerifier(keys.getKeyByKeyId(keyId).toRSAKey())))
                .isTrue();
        return jwt.getJWTClaimsSet();
    }

    private String get(String uri) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String post(TokenIssuer issuer, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.uri() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
