package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A connector that connects nobody before it is opened. */
final class GatedConnector implements ConnectionFactory {

    private final ConnectionFactory real;
    private final CountDownLatch knocked = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    GatedConnector(ConnectionFactory real) {
        this.real = real;
    }

    void awaitKnock() throws InterruptedException {
        knocked.await();
    }

    void open() {
        open.countDown();
    }

    @Override
    public Connection connect(Duration patience) throws SQLException {
        knocked.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new SQLException("interrupted at the gate", e);
        }
        return real.connect(patience);
    }
}
