package io.metagate.gateway.audit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectingConnectionTest {

    private final MemoryConnections database = new MemoryConnections();
    private final ReconnectingConnection session = new ReconnectingConnection(database, Duration.ofMillis(1500));

    @Test
    void settlesWhatMakesACommitDurableAndEachWaitShort() throws Exception {
        assertThat(session.isConnected()).isFalse();
        String done = session.run(connection -> "done");
        assertThat(done).isEqualTo("done");

        assertThat(database.calls()).hasSize(4);
        assertThat(database.calls().get(0)).isEqualTo("connect 1500");
        assertThat(database.calls().get(1))
                .contains("set_config('synchronous_commit', 'on', false)", "statement_timeout", "lock_timeout")
                .contains("idle_in_transaction_session_timeout")
                .endsWith("[[1, 1500], [2, 1500], [3, 1500]]");
        assertThat(database.calls().subList(2, 4)).containsExactly("setAutoCommit", "commit");
    }

    @Test
    void staysConnectedBetweenTransactions() throws Exception {
        session.run(connection -> 1);
        assertThat(session.isConnected()).isTrue();
        session.run(connection -> 2);

        assertThat(database.count("connect 1500")).isOne();
        assertThat(database.count("commit")).isEqualTo(2);
    }

    /** Such as after a wait for a standby that was cancelled: it is durable on one disk. */
    @Test
    void takesNoCommitWithAWarningForDurable() {
        database.warn(new SQLWarning("canary", "01000"));

        assertThatThrownBy(() -> session.run(connection -> 1))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("01000"))
                .hasMessage("committed with a warning");
        assertThat(session.isConnected()).isFalse();
        assertThat(database.count("abort")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23514", "54000", "P0001"})
    void staysConnectedWhereTheServerSaysThatItTakesNoSuchData(String state) {
        assertThatThrownBy(() -> fail(state)).isInstanceOf(SQLException.class);

        assertThat(session.isConnected()).isTrue();
        assertThat(database.count("rollback")).isOne();
        assertThat(database.count("commit")).isZero();
        assertThat(database.count("abort")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "40001", "25006", "42501"})
    void throwsTheConnectionAwayAfterAnyOtherTrouble(String state) {
        assertThatThrownBy(() -> fail(state)).isInstanceOf(SQLException.class);
        assertThrownAway();
    }

    @Test
    void throwsTheConnectionAwayWhereItCannotRollBack() {
        database.breakDown();
        assertThatThrownBy(() -> fail("23514")).hasMessage("injected");
        assertThrownAway();
    }

    @Test
    void throwsTheConnectionAwayWhereTheWorkFailsInAWayOfItsOwn() {
        assertThatThrownBy(() -> session.run(connection -> {
                    throw new IllegalStateException("injected");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThrownAway();
    }

    @Test
    void triesToConnectAgainEachTime() throws Exception {
        database.refuse(new SQLException("injected", "23514"));
        for (int n = 1; n <= 2; n++) {
            assertThatThrownBy(() -> session.run(connection -> 1)).isInstanceOf(SQLException.class);
            assertThat(session.isConnected()).isFalse();
            assertThat(database.count("connect 1500")).isEqualTo(n);
        }
    }

    @Test
    void isAbortedWhenItIsClosedAndNeverAsksTheServer() throws Exception {
        session.close();
        session.run(connection -> 1);
        session.close();

        assertThrownAway();
        assertThat(database.count("close")).isZero();
    }

    @Test
    void mayWaitForAServerSeveralTimesInOneTransaction() {
        assertThat(ReconnectingConnection.longest(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(24));
    }

    private void fail(String state) throws SQLException {
        session.run(connection -> {
            throw new SQLException("injected", state);
        });
    }

    private void assertThrownAway() {
        assertThat(session.isConnected()).isFalse();
        assertThat(database.count("abort")).isOne();
    }
}
