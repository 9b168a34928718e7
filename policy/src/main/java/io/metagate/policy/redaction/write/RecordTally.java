package io.metagate.policy.redaction.write;

import java.util.Arrays;

/** What was counted in records of one field tree; reused from record to record. */
public final class RecordTally {

    private final long[] released;
    private long unclassified;
    private long withheld;
    private long drifted;
    private long failed;

    /** Counts of zero, with so many slots for released values. */
    public RecordTally(int slots) {
        this.released = new long[slots];
    }

    void released(int slot) {
        released[slot]++;
    }

    void unclassified() {
        unclassified++;
    }

    void withheld() {
        withheld++;
    }

    void drifted() {
        drifted++;
    }

    void failed() {
        failed++;
    }

    public void add(RecordTally more) {
        for (int i = 0; i < released.length; i++) {
            released[i] += more.released[i];
        }
        unclassified += more.unclassified;
        withheld += more.withheld;
        drifted += more.drifted;
        failed += more.failed;
    }

    public void clear() {
        Arrays.fill(released, 0);
        unclassified = 0;
        withheld = 0;
        drifted = 0;
        failed = 0;
    }

    public long in(int slot) {
        return released[slot];
    }

    public DisclosureCounts.Omitted omitted() {
        return new DisclosureCounts.Omitted(unclassified, withheld, drifted, failed);
    }
}
