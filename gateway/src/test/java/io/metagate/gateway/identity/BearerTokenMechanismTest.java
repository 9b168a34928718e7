package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BearerTokenMechanismTest {

    @Test
    void readsTheTokenOfOneFieldAlone() {
        assertThat(BearerTokenMechanism.token(List.of("Bearer a.b.c"))).contains("a.b.c");
        assertThat(BearerTokenMechanism.token(List.of("bEARER   a.b.c "))).contains("a.b.c");

        assertThat(BearerTokenMechanism.token(List.of())).isEmpty();
        assertThat(BearerTokenMechanism.token(List.of("Bearer a.b.c", "Bearer a.b.c")))
                .as("which of two is meant nobody knows")
                .isEmpty();
        for (String other : List.of("", "Bearer", "Basic a.b.c", "a.b.c", "Bearera.b.c", " Bearer a.b.c")) {
            assertThat(BearerTokenMechanism.token(List.of(other))).as(other).isEmpty();
        }
    }
}
