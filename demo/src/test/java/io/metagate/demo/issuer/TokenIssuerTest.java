package io.metagate.demo.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.metagate.demo.machine.LoopbackPort;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIssuerTest {

    private static final SigningKey KEY = SigningKey.random();
    private static final String SECRET = "&client_id=analyst&client_secret=" + KEY.secret(Persona.ANALYST);

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
        try (TokenIssuer issuer = TokenIssuer.start(KEY, LoopbackPort.free())) {
            assertThat(issuer.client().token("analyst", "wrong")).isEmpty();
            assertThat(issuer.client().token("analyst", "demo-secret-of-analyst"))
                    .isEmpty();
            assertThat(issuer.client().token("analyst", SigningKey.random().secret(Persona.ANALYST)))
                    .isEmpty();
            assertThat(issuer.client().token("analyst", KEY.secret(Persona.AUDITOR)))
                    .isEmpty();
            assertThat(issuer.client().token("stranger", KEY.secret(Persona.ANALYST)))
                    .isEmpty();
        }
    }

    @Test
    void refusesEveryOtherGrant() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start(KEY, LoopbackPort.free())) {
            for (String grant : otherGrants(issuer)) {
                assertThat(post(issuer.uri() + "/token", grant + SECRET))
                        .as(grant)
                        .doesNotContain("access_token");
            }
            assertThat(post(issuer.uri() + "/token", "grant_type=client_credentials" + SECRET))
                    .contains("access_token");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metagate//token",
                "//metagate/token",
                "/metagate/token/",
                "/metagate/token//",
                "/metagate/%74oken",
                "/metagate%2Ftoken",
                "/%6detagate/token",
                "/METAGATE/token",
                "/metagate/x/token",
                "/metagate/token/token",
                "/metagate/token?x=1",
                "/metagate/token;x=1",
                "/other/token",
                "/token",
                "/metagate/authorize",
                "/metagate/userinfo",
                "/metagate/introspect",
                "/metagate/revoke",
                "/metagate/debugger",
                "/metagate/debugger/callback",
                "/metagate/endsession",
                "/isalive",
                "/",
            })
    void answersNothingElsewhere(String path) throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start(KEY, LoopbackPort.free())) {
            List<String> grants = new ArrayList<>(otherGrants(issuer));
            grants.add("grant_type=client_credentials");
            for (String grant : grants) {
                String answer = raw(issuer, "POST", path, grant + SECRET);
                assertThat(answer)
                        .as(path)
                        .doesNotContain("access_token", "eyJ")
                        .startsWith("HTTP/1.1 404");
            }
            for (String method : List.of("GET", "PUT", "OPTIONS", "HEAD")) {
                assertThat(raw(issuer, method, path, "")).as(path).startsWith("HTTP/1.1 404");
            }
        }
    }

    private static List<String> otherGrants(TokenIssuer issuer) {
        String assertion = issuer.sign("analyst", "metagate", Map.of("roles", List.of("analyst")), Duration.ofHours(1));
        return List.of(
                "grant_type=password&username=analyst&password=x",
                "grant_type=authorization_code&code=x&redirect_uri=http://localhost/",
                "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&scope=metagate&assertion=" + assertion,
                "grant_type=refresh_token&refresh_token=x",
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&audience=metagate"
                        + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&subject_token=" + assertion);
    }

    /** The answer to a request whose path is sent as it is. */
    private static String raw(TokenIssuer issuer, String method, String path, String form) throws Exception {
        try (Socket socket = new Socket(LoopbackPort.address(), issuer.uri().getPort())) {
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                    + "\r\n\r\n";
            socket.getOutputStream().write((head + form).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder text = new StringBuilder();
            int left = 0;
            for (String line = answer.readLine(); line != null && !line.isEmpty(); line = answer.readLine()) {
                text.append(line).append("\r\n");
                left = line.toLowerCase(Locale.ROOT).startsWith("content-length:")
                        ? Integer.parseInt(line.substring(15).strip())
                        : left;
            }
            for (int i = 0; i < left && !method.equals("HEAD"); i++) {
                text.append((char) answer.read());
            }
            return text.toString();
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

    private String post(String uri, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
