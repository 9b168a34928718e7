package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {

    private final ConnectionLimiter limiter = new ConnectionLimiter(3, 2);

    @Test
    void takesAsManyOfOneSourceAsItMay() {
        assertThat(limiter.open("api", address("192.0.2.1"))).isEmpty();
        assertThat(limiter.open("api", address("192.0.2.1"))).isEmpty();
        assertThat(limiter.open("api", address("192.0.2.1"))).hasValue("source");
        assertThat(limiter.open("api", address("192.0.2.2"))).isEmpty();
    }

    @Test
    void takesAsManyInAllAsItMay() {
        for (int i = 1; i <= 3; i++) {
            assertThat(limiter.open("api", address("192.0.2." + i))).isEmpty();
        }
        assertThat(limiter.open("api", address("192.0.2.4"))).hasValue("total");
        assertThat(limiter.count("api")).isEqualTo(3);
    }

    @Test
    void countsEachPortByItself() {
        for (int i = 1; i <= 4; i++) {
            limiter.open("api", address("192.0.2." + i));
        }
        assertThat(limiter.open("management", address("192.0.2.1"))).isEmpty();
    }

    @Test
    void takesAnotherOneWhenOneIsClosed() {
        limiter.open("api", address("192.0.2.1"));
        limiter.open("api", address("192.0.2.1"));
        limiter.close("api", address("192.0.2.1"));
        assertThat(limiter.open("api", address("192.0.2.1"))).isEmpty();
        limiter.close("api", address("192.0.2.1"));
        limiter.close("api", address("192.0.2.1"));
        assertThat(limiter.count("api")).isZero();
    }

    /** Else a source that closes one of its connections would have none, and could open as many again. */
    @Test
    void stillCountsTheOthersWhenOneIsClosed() {
        limiter.open("api", address("192.0.2.1"));
        limiter.open("api", address("192.0.2.1"));
        limiter.close("api", address("192.0.2.1"));

        assertThat(limiter.count("api")).isOne();
        assertThat(limiter.open("api", address("192.0.2.1"))).isEmpty();
        assertThat(limiter.open("api", address("192.0.2.1"))).hasValue("source");
        assertThat(limiter.count("api")).isEqualTo(2);
    }

    @Test
    void takesAnIpv6NetworkForOneSource() {
        assertThat(limiter.open("api", address("2001:db8:1:2::1"))).isEmpty();
        assertThat(limiter.open("api", address("2001:db8:1:2:ffff::2"))).isEmpty();
        assertThat(limiter.open("api", address("2001:db8:1:2::3"))).hasValue("source");
        assertThat(limiter.open("api", address("2001:db8:1:3::1"))).isEmpty();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
