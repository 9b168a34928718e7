package io.metagate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

    private final AtomicLong millis = new AtomicLong(NOON.toEpochMilli());
    private final UuidV7 ids = new UuidV7(() -> Instant.ofEpochMilli(millis.get()), new Random(7));

    @Test
    void hasVersionVariantAndTime() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(UuidV7.time(id)).isEqualTo(NOON);
    }

    @Test
    void readsTheTimeOfTheSampleOfTheStandard() {
        // RFC 9562 appendix A.6
        assertThat(UuidV7.time(UUID.fromString("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")))
                .isEqualTo(Instant.parse("2022-02-22T19:22:22Z"));
    }

    @Test
    void growsWithinAMillisecond() {
        List<UUID> many = Stream.generate(ids::next).limit(20_000).toList();

        assertThat(many).isSortedAccordingTo(UUID::compareTo).doesNotHaveDuplicates();
    }

    @Test
    void growsWhenTheClockStepsBackALittle() {
        UUID before = ids.next();
        millis.addAndGet(-5_000);

        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void followsAClockThatStepsBackALot() {
        ids.next();
        millis.addAndGet(-60_000);

        assertThat(UuidV7.time(ids.next())).isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void makesNoIdTwiceForManyThreads() {
        UuidV7 shared = new UuidV7(InstantSource.system(), new Random(11));

        List<UUID> many = IntStream.range(0, 50_000)
                .parallel()
                .mapToObj(i -> shared.next())
                .toList();

        assertThat(many).doesNotHaveDuplicates();
    }

    @Test
    void boundsTheIdsOfATimeFromBelow() {
        assertThat(UuidV7.lowest(NOON)).isLessThanOrEqualTo(ids.next());
        millis.decrementAndGet();
        assertThat(UuidV7.lowest(NOON)).isGreaterThan(new UuidV7(() -> NOON.minusMillis(1), new Random(3)).next());
    }

    @Test
    void refusesTimesThatItCannotHold() {
        Stream.of(Instant.EPOCH.minusMillis(1), Instant.ofEpochMilli(1L << 48), Instant.MIN, Instant.MAX)
                .forEach(time ->
                        assertThatThrownBy(() -> UuidV7.lowest(time)).isInstanceOf(IllegalArgumentException.class));
    }
}
