package io.metagate.gateway.enforcement;

import io.metagate.audit.ExportPart.Manner;

/**
 * How an export came to its end.
 *
 * @param trail of the chunk that was the last one, or could not be
 * @param answer a refusal, if the gateway ended it
 */
record Ending(Trail trail, Manner manner, Answer answer) {

    private static final Answer NOTHING_MORE = new Answer.Document("", "application/x-ndjson");

    static Ending complete(Trail trail) {
        return new Ending(trail, Manner.COMPLETE, NOTHING_MORE);
    }

    static Ending aborted(Trail trail) {
        return new Ending(trail, Manner.ABORTED, NOTHING_MORE);
    }

    static Ending refused(Trail trail, Answer refusal) {
        return new Ending(trail, Manner.FAILED, refusal);
    }
}
