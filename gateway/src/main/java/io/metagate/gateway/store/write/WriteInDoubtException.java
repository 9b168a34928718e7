package io.metagate.gateway.store.write;

/** The store may have done a change, or may not: its answer was lost. */
public final class WriteInDoubtException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient InDoubtWrite write;

    WriteInDoubtException(InDoubtWrite write, Throwable cause) {
        super("the store's answer was lost", cause);
        this.write = write;
    }

    /** What to look for later. */
    public InDoubtWrite write() {
        return write;
    }
}
