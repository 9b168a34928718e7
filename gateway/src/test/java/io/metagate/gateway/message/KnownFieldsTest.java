package io.metagate.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class KnownFieldsTest {

    @Test
    void areAllThatStay() {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap()
                .add("AUTHORIZATION", "a")
                .add("If-Match", "b")
                .add("if-match", "c")
                .add("Cookie", "$Version=x; a=b")
                .add("X-HTTP-Method-Override", "DELETE")
                .add("Accept-Language", "xx;q=abc");

        KnownFields.keepIn(fields);

        assertThat(fields.names())
                .allMatch(name -> name.equalsIgnoreCase("authorization") || name.equalsIgnoreCase("if-match"));
        assertThat(fields.getAll("If-Match")).containsExactly("b", "c");
        assertThat(fields.contains("Authorization")).isTrue();
    }
}
