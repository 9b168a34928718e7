package io.metagate.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ScramExchangeTest {

    private final ScramLogin login = ScramLogin.of("user", "pencil", new SecureRandom());

    @Test
    void answersNothingButAFirstMessageWithoutChannelBinding() {
        assertThat(ScramExchange.begin(login, "", "n")).isEmpty();
        assertThat(ScramExchange.begin(login, "y,,n=user,r=abc", "n")).isEmpty();
        assertThat(ScramExchange.begin(login, "n,,n=user", "n")).isEmpty();
        assertThat(ScramExchange.begin(login, "n,,n=user,r=abc", "n")).isPresent();
    }

    @Test
    void challengesAStrangerAsItDoesAUser() {
        assertThat(challenge("n,,n=stranger,r=abc")).isEqualTo(challenge("n,,n=user,r=abc"));
        assertThat(challenge("n,,n=user,r=abc")).startsWith("r=abcdef,s=").endsWith(",i=4096");
    }

    @Test
    void takesNoFinalMessageWithoutAProof() {
        ScramExchange exchange =
                ScramExchange.begin(login, "n,,n=user,r=abc", "def").orElseThrow();
        assertThat(exchange.verify("")).isEmpty();
        assertThat(exchange.verify("c=biws,r=abcdef")).isEmpty();
        assertThat(exchange.verify("c=biws,r=abcdef,p=")).isEmpty();
        assertThat(exchange.verify("c=biws,r=abcdef,p=!")).isEmpty();
        assertThat(exchange.verify("c=biws,r=abcdef,p=AAAA")).isEmpty();
    }

    private String challenge(String message) {
        return ScramExchange.begin(login, message, "def").orElseThrow().challenge();
    }
}
