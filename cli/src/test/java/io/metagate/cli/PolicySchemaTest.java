package io.metagate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.parser.LanguageSchema;
import org.junit.jupiter.api.Test;

class PolicySchemaTest {

    @Test
    void printsTheSchemaOfTheLanguage() {
        Invocation schema = Invocation.of("policy", "schema");

        assertThat(schema.exit()).isZero();
        assertThat(schema.err()).isEmpty();
        assertThat(schema.out()).isEqualTo(LanguageSchema.json()).contains("metagate.io/v1");
    }
}
