package io.metagate.gateway.connection.pipelining;

/** Who wants to know whether a request is under way over a connection. Is told on the connection's event loop. */
public interface RequestActivity {

    /** The head of a request is complete; whether it may be taken in hand: else the connection is being closed. */
    boolean begin();

    /** An answer was handed over to its end, which does not mean that it was taken. */
    void end();
}
