package io.metagate.oidc.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

    private static final Optional<String> K1 = Optional.of("k1");

    @Test
    void findsTheKeyOfAKeyIdForTheAlgorithmsThatItFits() {
        KeySet set = Jwks.set(
                Jwks.jwk(Jwks.RSA, "r"),
                Jwks.jwk(Jwks.p256(), "e"),
                Jwks.jwk(Jwks.p384(), "e3"),
                Jwks.jwk(Jwks.ed25519(), "o"));

        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            String fitting =
                    switch (algorithm) {
                        case RS256, RS384, RS512, PS256, PS384, PS512 -> "r";
                        case ES256 -> "e";
                        case ES384 -> "e3";
                        case ES512 -> "none";
                        case EDDSA -> "o";
                    };
            for (String kid : new String[] {"r", "e", "e3", "o"}) {
                assertThat(set.candidates(Optional.of(kid), algorithm))
                        .as(algorithm + " with " + kid)
                        .hasSize(kid.equals(fitting) ? 1 : 0);
            }
        }
    }

    static Stream<Consumer<ObjectNode>> keysOfNoUse() {
        return Stream.of(
                jwk -> jwk.put("use", "enc"),
                jwk -> jwk.put("use", "SIG"),
                jwk -> jwk.putNull("use"),
                jwk -> jwk.putArray("key_ops").add("encrypt"),
                jwk -> jwk.putArray("key_ops"),
                jwk -> jwk.put("key_ops", "verify"),
                jwk -> jwk.putNull("key_ops"),
                jwk -> jwk.put("alg", "RS512"),
                jwk -> jwk.put("alg", "RSA-OAEP"),
                jwk -> jwk.put("alg", 256),
                jwk -> jwk.put("kid", 1),
                jwk -> jwk.put("kty", "oct").put("k", "c2VjcmV0"),
                jwk -> jwk.put("kty", "rsa"),
                jwk -> jwk.remove("kty"),
                jwk -> jwk.remove("n"),
                jwk -> jwk.put("n", "!"),
                jwk -> jwk.put("n", ""),
                jwk -> jwk.put("e", "Ag"),
                jwk -> jwk.put("e", "AQ"),
                jwk -> jwk.put("e", ""),
                jwk -> jwk.put("crv", "P-256"));
    }

    @ParameterizedTest
    @MethodSource("keysOfNoUse")
    void leavesOutKeysThatVerifyNoTokens(Consumer<ObjectNode> change) {
        KeySet set = Jwks.set(Jwks.jwk(Jwks.RSA, "k1", change), Jwks.jwk(Jwks.OTHER_RSA, "k2"));

        assertThat(set.candidates(K1, SigningAlgorithm.RS256)).isEmpty();
        assertThat(set.candidates(Optional.of("k2"), SigningAlgorithm.RS256)).hasSize(1);
    }

    @Test
    void leavesOutKeysThatAreTooShort() {
        assertThat(Jwks.set(Jwks.jwk(Jwks.SHORT_RSA, "k1")).keys()).isEmpty();
    }

    @Test
    void takesKeysThatSayWhatTheyAreFor() {
        KeySet set = Jwks.set(Jwks.jwk(Jwks.RSA, "k1", jwk -> jwk.put("use", "sig")
                .put("alg", "RS256")
                .put("x5u", "http://127.0.0.1:1/")
                .putArray("key_ops")
                .add("sign")
                .add("verify")));

        assertThat(set.candidates(K1, SigningAlgorithm.RS256)).hasSize(1);
        assertThat(set.candidates(K1, SigningAlgorithm.RS384)).isEmpty();
    }

    @Test
    void hasAllKeysOfOneKeyIdAndEachOnce() {
        KeySet set = Jwks.set(Jwks.jwk(Jwks.RSA, "k1"), Jwks.jwk(Jwks.OTHER_RSA, "k1"), Jwks.jwk(Jwks.RSA, "k1"));

        assertThat(set.candidates(K1, SigningAlgorithm.RS256)).hasSize(2);
    }

    @Test
    void takesATokenWithoutAKeyIdForTheOnlyKeyThatFits() {
        ObjectNode one = Jwks.jwk(Jwks.RSA, "k1");
        ObjectNode curve = Jwks.jwk(Jwks.p256(), "k2");
        ObjectNode other = Jwks.jwk(Jwks.OTHER_RSA, "k3");

        assertThat(Jwks.set(one, curve).candidates(Optional.empty(), SigningAlgorithm.RS256))
                .hasSize(1);
        assertThat(Jwks.set(one, curve, other).candidates(Optional.empty(), SigningAlgorithm.RS256))
                .isEmpty();
        assertThat(Jwks.set(curve).candidates(Optional.empty(), SigningAlgorithm.RS256))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":null}",
                "{\"keys\":[]} x",
                "{\"keys\":[],\"keys\":[]}",
                "<html>"
            })
    void readsNothingElse(String json) {
        assertThatExceptionOfType(KeySetUnavailable.class).isThrownBy(() -> KeySet.read(json.getBytes(UTF_8)));
    }

    @Test
    void readsAnEmptySetAsOne() throws Exception {
        assertThat(KeySet.read("{\"keys\":[]}".getBytes(UTF_8)).keys()).isEmpty();
    }

    @Test
    void readsNoSetOfEndlessKeys() throws Exception {
        ObjectNode[] many = IntStream.rangeClosed(0, KeySet.MAX_KEYS)
                .mapToObj(i -> Jwks.jwk(Jwks.RSA, "k" + i))
                .toArray(ObjectNode[]::new);
        byte[] json = Jwks.json(many).getBytes(UTF_8);

        assertThatExceptionOfType(KeySetUnavailable.class).isThrownBy(() -> KeySet.read(json));
    }
}
