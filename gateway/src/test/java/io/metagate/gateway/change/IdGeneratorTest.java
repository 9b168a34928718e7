package io.metagate.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.value.ScalarValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdGeneratorTest {

    private static final int MANY = 1_000;
    private static final Instant NOW = Instant.ofEpochSecond(0x65f0a1b2L);

    private final IdGenerator ids = new IdGenerator(new SecureRandom(), InstantSource.fixed(NOW));

    /** All of one moment: nothing but chance tells them apart. */
    @ParameterizedTest
    @EnumSource(
            value = FieldType.class,
            names = {"OBJECT_ID", "UUID"})
    void makesNoIdentifierTwice(FieldType type) {
        Set<ScalarValue> made = IntStream.range(0, MANY)
                .mapToObj(i -> ids.next(type).orElseThrow())
                .collect(Collectors.toSet());

        assertThat(made).hasSize(MANY).allSatisfy(id -> assertThat(id.as(type)).contains(id));
    }

    @Test
    void beginsWithTheSecondSoThatAnIndexGrowsAtItsEnd() {
        ScalarValue id = ids.next(FieldType.OBJECT_ID).orElseThrow();

        assertThat(((ScalarValue.ObjectId) id).hex()).hasSize(24).startsWith("65f0a1b2");
    }

    @ParameterizedTest
    @EnumSource(
            value = FieldType.class,
            names = {"OBJECT_ID", "UUID"},
            mode = EnumSource.Mode.EXCLUDE)
    void makesNoneWhereOneMustBeChosen(FieldType type) {
        assertThat(ids.next(type)).isEmpty();
    }
}
