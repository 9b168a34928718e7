package io.metagate.gateway.admission;

/** The bytes of one answer, from when they are handed over until they are sent or never will be. */
public final class UnsentAnswer implements AutoCloseable {

    private final AdmissionControl control;
    private final AdmissionKey requester;
    private final long bytes;
    private final long since;
    private final Runnable hangUp;
    private boolean givenUp;

    UnsentAnswer(AdmissionControl control, AdmissionKey requester, long bytes, long since, Runnable hangUp) {
        this.control = control;
        this.requester = requester;
        this.bytes = bytes;
        this.since = since;
        this.hangUp = hangUp;
    }

    AdmissionKey requester() {
        return requester;
    }

    long bytes() {
        return bytes;
    }

    /** When they were handed over, as nanoseconds of the control's clock. */
    long since() {
        return since;
    }

    /** Whether it is not being given up. */
    boolean isKept() {
        return !givenUp;
    }

    /** From now on it is being given up. Belongs to the control's lock, as {@link #isKept} does. */
    void giveUp() {
        givenUp = true;
    }

    void hangUp() {
        hangUp.run();
    }

    /** The bytes were sent, or never will be. However often it is called, it counts once. */
    @Override
    public void close() {
        control.sent(this);
    }
}
