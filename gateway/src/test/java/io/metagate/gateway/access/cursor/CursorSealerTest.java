package io.metagate.gateway.access.cursor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.gateway.store.query.UnsortableRecords;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorSealerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeysetPosition PLACE =
            new KeysetPosition(List.of(new ScalarValue.Text("zürich"), new ScalarValue.Text("alice@example.com")));
    private static final Principal ALICE = ThingsPolicies.reader("https://issuer.example", "alice");

    private final CursorSealer sealer = at(NOW);
    private final byte[] binding =
            sealer.binding(admitted(ALICE, "support", ThingsPolicies.POLICIES), "things", search());

    @Test
    void opensWhatItSealed() {
        List<ScalarValue> values = List.of(
                new ScalarValue.Text(""),
                new ScalarValue.Text("zürich \uD83D\uDE00 \u0000"),
                new ScalarValue.Int(Long.MIN_VALUE),
                new ScalarValue.Int(Long.MAX_VALUE),
                new ScalarValue.Real(0.1),
                new ScalarValue.Real(-0.0),
                new ScalarValue.Real(Double.NEGATIVE_INFINITY),
                new ScalarValue.Decimal(new BigDecimal("-1.50")),
                new ScalarValue.Decimal(new BigDecimal("1E+6000")),
                new ScalarValue.Decimal(new BigDecimal("-1E-6176")),
                new ScalarValue.Bool(true),
                new ScalarValue.Bool(false),
                new ScalarValue.Date(Instant.ofEpochMilli(-1)),
                new ScalarValue.Date(Instant.parse("2024-02-29T12:00:00.123Z")),
                new ScalarValue.ObjectId("0123456789abcdef01234567"),
                new ScalarValue.Uuid(new UUID(-1, 1)),
                new ScalarValue.Null());

        assertThat(values.stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(ScalarValue.class.getPermittedSubclasses());
        values.forEach(value -> assertOpens(new KeysetPosition(List.of(value))));
        assertOpens(new KeysetPosition(values));
    }

    @Test
    void opensNothingOfWhichAnyByteChanged() {
        byte[] cursor = Base64.getUrlDecoder().decode(sealer.seal(PLACE, binding));

        for (int at = 0; at < cursor.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = cursor.clone();
                changed[at] ^= (byte) (1 << bit);
                assertThat(sealer.open(text(changed), binding))
                        .as("byte %d", at)
                        .isEmpty();
            }
        }
    }

    @Test
    void opensNothingThatWasCutOrLengthened() {
        byte[] cursor = Base64.getUrlDecoder().decode(sealer.seal(PLACE, binding));

        IntStream.range(0, cursor.length)
                .forEach(length -> assertThat(sealer.open(text(Arrays.copyOf(cursor, length)), binding))
                        .isEmpty());
        assertThat(sealer.open(text(Arrays.copyOf(cursor, cursor.length + 1)), binding))
                .isEmpty();
    }

    /** RFC 4648 section 3.5: bits of the last character that belong to no byte, and padding. */
    @Test
    void opensNoOtherSpelling() {
        List<String> cursors = IntStream.range(0, 3)
                .mapToObj(n -> "x".repeat(128 * n))
                .map(text -> sealer.seal(new KeysetPosition(List.of(new ScalarValue.Text(text))), binding))
                .toList();

        assertThat(cursors).anySatisfy(cursor -> assertThat(cursor.length() % 4).isNotZero());
        for (String cursor : cursors) {
            String begin = cursor.substring(0, cursor.length() - 1);
            assertThat(IntStream.range(0, 128)
                            .mapToObj(last -> begin + (char) last)
                            .filter(other -> !other.equals(cursor)))
                    .allSatisfy(other -> assertThat(sealer.open(other, binding)).isEmpty());
            assertThat(Stream.of("=", "==").map(cursor::concat))
                    .allSatisfy(other -> assertThat(sealer.open(other, binding)).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "?", "=", "A===", "YWxpY2U", "ä", "../..", "null", " "})
    void opensNothingElse(String cursor) {
        assertThat(sealer.open(cursor, binding)).isEmpty();
        assertThat(sealer.open("A".repeat(20_000) + cursor, binding)).isEmpty();
    }

    @Test
    void isGoodForTheSameSearchOfTheSamePrincipalOnly() {
        String cursor = sealer.seal(PLACE, binding);
        AuthenticatedRequest alice = admitted(ALICE, "support", ThingsPolicies.POLICIES);
        Principal bob = ThingsPolicies.reader("https://issuer.example", "bob");
        Principal otherAlice = ThingsPolicies.reader("https://other.example", "alice");

        assertThat(sealer.open(cursor, sealer.binding(alice, "things", search())))
                .contains(PLACE);
        assertThat(Stream.of(
                        sealer.binding(admitted(bob, "support", ThingsPolicies.POLICIES), "things", search()),
                        sealer.binding(admitted(otherAlice, "support", ThingsPolicies.POLICIES), "things", search()),
                        sealer.binding(admitted(ALICE, "planning", ThingsPolicies.POLICIES), "things", search()),
                        sealer.binding(admitted(ALICE, "support", ThingsPolicies.NEXT_REVISION), "things", search()),
                        sealer.binding(AuthenticatedRequests.doing(Action.EXPORT, alice), "things", search()),
                        sealer.binding(alice, "others", search()),
                        sealer.binding(alice, "things", search("{\"number\":2}", key(false))),
                        sealer.binding(alice, "things", search("{\"number\":1}", key(true))),
                        sealer.binding(alice, "things", search("{\"number\":1}")),
                        new byte[0]))
                .allSatisfy(other -> assertThat(sealer.open(cursor, other)).isEmpty());
    }

    @Test
    void isNotGoodUnderAnotherSecret() {
        CursorSealer stranger = new CursorSealer(SampleSecrets.of(2), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(stranger.open(sealer.seal(PLACE, binding), binding)).isEmpty();
    }

    @Test
    void expiresAfterAnHour() {
        String cursor = sealer.seal(PLACE, binding);

        assertThat(at(NOW.plus(Duration.ofHours(1))).open(cursor, binding)).contains(PLACE);
        assertThat(at(NOW.plus(Duration.ofHours(1)).plusSeconds(1)).open(cursor, binding))
                .isEmpty();
    }

    @Test
    void doesNotTellThePlaceThatItHolds() {
        String cursor = sealer.seal(PLACE, binding);

        assertThat(sealer.seal(PLACE, binding)).isNotEqualTo(cursor);
        assertThat(new String(Base64.getUrlDecoder().decode(cursor), UTF_8)).doesNotContain("alice", "zürich");
        assertThat(cursor).doesNotContain("alice", Base64.getUrlEncoder().encodeToString("alice".getBytes(UTF_8)));
    }

    @Test
    void sealsNothingThatItWouldNotOpen() {
        assertOpens(new KeysetPosition(List.of(new ScalarValue.Text("x".repeat(36_000)))));
        assertThatExceptionOfType(UnsortableRecords.class)
                .isThrownBy(() ->
                        sealer.seal(new KeysetPosition(List.of(new ScalarValue.Text("x".repeat(37_000)))), binding));
    }

    @Test
    void hasTheSameLengthForIdentifiersOfAllUsualLengths() {
        assertThat(IntStream.rangeClosed(1, 40)
                        .mapToObj(length -> new KeysetPosition(List.of(new ScalarValue.Text("x".repeat(length)))))
                        .map(place -> sealer.seal(place, binding).length()))
                .containsOnly(sealer.seal(new KeysetPosition(List.of(new ScalarValue.Int(1))), binding)
                        .length());
    }

    private void assertOpens(KeysetPosition place) {
        Optional<KeysetPosition> opened = sealer.open(sealer.seal(place, binding), binding);
        assertThat(opened).contains(place);
    }

    private static CursorSealer at(Instant time) {
        return new CursorSealer(SampleSecrets.of(1), Clock.fixed(time, ZoneOffset.UTC));
    }

    private static AuthenticatedRequest admitted(Principal principal, String purpose, PolicySet policies) {
        return AuthenticatedRequests.of(principal, purpose, policies);
    }

    private static SearchRequest search() {
        return search("{\"number\":1}", key(false));
    }

    private static SearchRequest search(String filter, SortKey... sort) {
        return new SearchRequest(LocatedFilter.ALL, filter, Optional.empty(), List.of(sort), 10, Optional.empty());
    }

    private static SortKey key(boolean descending) {
        return new SortKey(FieldPath.of("text"), descending);
    }

    private static String text(byte[] cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }
}
