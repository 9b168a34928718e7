package io.metagate.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectHeaderTest {

    @Test
    void canMeetTheOneThatThereIs() {
        assertThat(ExpectHeader.canBeMet(List.of())).isTrue();
        assertThat(ExpectHeader.canBeMet(List.of("100-continue"))).isTrue();
        assertThat(ExpectHeader.canBeMet(List.of("100-Continue", "100-continue")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "200-ok", "100-continue, other", "100-continue;a=b"})
    void cannotMeetAnyOther(String expectation) {
        assertThat(ExpectHeader.canBeMet(List.of(expectation))).isFalse();
        assertThat(ExpectHeader.canBeMet(List.of("100-continue", expectation))).isFalse();
    }
}
