package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {

    private ConnectionLimiter limiter = new ConnectionLimiter(3, 2);
    private Optional<String> beyond = Optional.empty();

    @Test
    void takesAsManyOfOneSourceAsItMay() {
        busy("api", "192.0.2.1");
        busy("api", "192.0.2.1");
        assertThat(busy("api", "192.0.2.1").isOpen()).isFalse();
        assertThat(beyond).hasValue("source");
        assertThat(busy("api", "192.0.2.2").isOpen()).isTrue();
    }

    @Test
    void takesAsManyInAllAsItMay() {
        for (int i = 1; i <= 3; i++) {
            assertThat(busy("api", "192.0.2." + i).isOpen()).isTrue();
        }
        busy("api", "192.0.2.4");
        assertThat(beyond).hasValue("total");
        assertThat(limiter.count("api")).isEqualTo(3);
    }

    @Test
    void countsEachPortByItself() {
        for (int i = 1; i <= 4; i++) {
            busy("api", "192.0.2." + i);
        }
        assertThat(busy("management", "192.0.2.1").isOpen()).isTrue();
        assertThat(limiter.count("management")).isOne();
    }

    @Test
    void takesAnotherOneWhenOneIsClosed() {
        List<EmbeddedChannel> open = List.of(idle("192.0.2.1"), busy("api", "192.0.2.1"));
        open.forEach(one -> one.close().syncUninterruptibly());
        assertThat(limiter.count("api")).as("nobody gives the second one back").isOne();
        assertThat(busy("api", "192.0.2.1").isOpen()).isTrue();
        assertThat(limiter.count("api")).isEqualTo(2);
    }

    /** Else a source that closes one of its connections would have none, and could open as many again. */
    @Test
    void stillCountsTheOthersWhenOneIsClosed() {
        EmbeddedChannel first = idle("192.0.2.1");
        busy("api", "192.0.2.1");
        first.close().syncUninterruptibly();

        assertThat(limiter.count("api")).isOne();
        assertThat(busy("api", "192.0.2.1").isOpen()).isTrue();
        assertThat(busy("api", "192.0.2.1").isOpen()).isFalse();
        assertThat(limiter.count("api")).isEqualTo(2);
    }

    @Test
    void takesAnIpv6NetworkForOneSource() {
        assertThat(busy("api", "2001:db8:1:2::1").isOpen()).isTrue();
        assertThat(busy("api", "2001:db8:1:2:ffff::2").isOpen()).isTrue();
        assertThat(busy("api", "2001:db8:1:2::3").isOpen()).isFalse();
        assertThat(beyond).hasValue("source");
        assertThat(busy("api", "2001:db8:1:3::1").isOpen()).isTrue();
    }

    @Test
    void evictsTheLongestIdleOneOfTheSourceWithTheMost() {
        limiter = new ConnectionLimiter(6, 6);
        EmbeddedChannel oldest = idle("192.0.2.1");
        List<EmbeddedChannel> most = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            most.add(idle("192.0.2.2"));
        }
        Runnable release = ConnectionLease.hold(most.get(0));
        Runnable other = ConnectionLease.hold(most.get(1));
        other.run();

        for (int evicted : List.of(2, 3, 4)) {
            assertThat(busy("api", "192.0.2.3").isOpen()).isTrue();
            assertThat(isOpen(most.get(evicted)))
                    .as("in the order in which they fell idle")
                    .isFalse();
        }
        assertThat(isOpen(most.get(0))).as("a request is under way").isTrue();
        assertThat(isOpen(most.get(1))).as("fell idle last").isTrue();
        assertThat(isOpen(oldest)).isTrue();
        assertThat(limiter.count("api")).isEqualTo(6);
        release.run();
        busy("api", "192.0.2.4");
        assertThat(isOpen(oldest))
                .as("of sources with less than the most, none gives one")
                .isTrue();
    }

    @Test
    void evictsTheLongestIdleOneOfAllWhereEachSourceHasOne() {
        EmbeddedChannel first = idle("192.0.2.1");
        EmbeddedChannel second = idle("192.0.2.2");
        EmbeddedChannel third = idle("192.0.2.3");
        ConnectionLease.hold(first).run();

        assertThat(idle("192.0.2.4").isOpen()).isTrue();
        assertThat(isOpen(second)).isFalse();
        assertThat(isOpen(first)).isTrue();
        assertThat(isOpen(third)).isTrue();
    }

    @Test
    void letsTheSourceWithTheMostEvictItsOwnAlone() {
        limiter = new ConnectionLimiter(4, 4);
        EmbeddedChannel other = idle("192.0.2.1");
        List<EmbeddedChannel> own = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            own.add(idle("192.0.2.2"));
        }
        assertThat(own.stream().filter(ConnectionLimiterTest::isOpen)).containsExactlyElementsOf(own.subList(17, 20));
        assertThat(isOpen(other)).isTrue();

        own.subList(17, 20).forEach(ConnectionLease::hold);
        assertThat(idle("192.0.2.2").isOpen()).as("it has no idle one left").isFalse();
        assertThat(beyond).hasValue("total");
        assertThat(isOpen(other)).isTrue();
    }

    @Test
    void letsSourcesWithAsManyTakeNothingFromEachOther() {
        limiter = new ConnectionLimiter(4, 4);
        List<EmbeddedChannel> one = List.of(idle("192.0.2.1"), idle("192.0.2.1"));
        List<EmbeddedChannel> other = List.of(idle("192.0.2.2"), idle("192.0.2.2"));
        idle("192.0.2.2");
        assertThat(one).allMatch(ConnectionLimiterTest::isOpen);
        assertThat(isOpen(other.get(0))).isFalse();
    }

    @Test
    void evictsOneOfTheSameSourceWhereItsShareIsFull() {
        EmbeddedChannel other = idle("192.0.2.2");
        EmbeddedChannel first = idle("192.0.2.1");
        EmbeddedChannel second = idle("192.0.2.1");
        assertThat(idle("192.0.2.1").isOpen()).isTrue();
        assertThat(isOpen(first)).isFalse();
        assertThat(isOpen(second)).isTrue();
        assertThat(isOpen(other)).isTrue();
        assertThat(limiter.count("api")).isEqualTo(3);
    }

    @Test
    void countsAnEvictedOneNoMoreWhateverBecomesOfIt() {
        limiter = new ConnectionLimiter(1, 1);
        EmbeddedChannel evicted = idle("192.0.2.1");
        idle("192.0.2.1");
        Runnable late = ConnectionLease.hold(evicted);
        assertThat(evicted.pipeline().get(RequestLease.class).begin())
                .as("a request")
                .isFalse();
        evicted.close().syncUninterruptibly();
        late.run();
        assertThat(limiter.count("api")).isOne();
    }

    private EmbeddedChannel idle(String from) {
        return open("api", from);
    }

    /** One over which a request is under way; closed if it is beyond a limit. */
    private EmbeddedChannel busy(String port, String from) {
        EmbeddedChannel connection = open(port, from);
        Runnable unused = ConnectionLease.hold(connection);
        return connection;
    }

    private EmbeddedChannel open(String port, String from) {
        EmbeddedChannel connection = new EmbeddedChannel();
        beyond = ConnectionLease.open(connection, limiter, port, address(from));
        if (beyond.isPresent()) {
            connection.close().syncUninterruptibly();
        }
        return connection;
    }

    private static boolean isOpen(Channel connection) {
        ((EmbeddedChannel) connection).runPendingTasks();
        return connection.isOpen();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
