package io.metagate.gateway.failure;

/**
 * Does something at the end of its block, whatever ends it, unless it was dismissed before: gives back what nobody else
 * would. For one thread.
 */
public final class ScopeGuard implements AutoCloseable {

    private final Runnable undo;
    private boolean dismissed;

    private ScopeGuard(Runnable undo) {
        this.undo = undo;
    }

    /** One that does that. */
    public static ScopeGuard unlessDismissed(Runnable undo) {
        return new ScopeGuard(undo);
    }

    /** All went as it should. */
    public void dismiss() {
        dismissed = true;
    }

    @Override
    public void close() {
        if (!dismissed) {
            undo.run();
        }
    }
}
