package io.metagate.it.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Counts answers, and finds those that should not be. */
final class AnswerTally {

    private static final Set<Integer> BARE = Set.of(400, 414, 431);
    private static final Set<String> UNAVAILABLE =
            Set.of("audit.unavailable", "export.busy", "store.unavailable", "write.unknown");

    private final Map<Integer, Long> statuses = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
    private final AtomicLong bare = new AtomicLong();
    private final AtomicLong descriptions = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();

    /** Takes what came back on a connection. */
    void take(RandomHttp.Stream sent, String received) {
        WireAnswer.Sequence sequence = WireAnswer.parse(received);
        sequence.answers().forEach(answer -> take(answer, sent));
        unanswered.addAndGet(Math.max(0, sent.requests() - sequence.answers().size()));
        if (sequence.rest().contains("application/x-ndjson")) {
            // An export that takes its time, and whose client does not: its chunks so far count.
            take(WireAnswer.broken(sequence.rest()), sent);
        } else if (!sequence.rest().isEmpty()) {
            find("no answer: " + sequence.rest(), sent);
        }
    }

    private void take(WireAnswer answer, RandomHttp.Stream sent) {
        statuses.merge(answer.status(), 1L, Long::sum);
        boolean unavailable = answer.status() == 503
                && UNAVAILABLE.stream().anyMatch(code -> answer.body().contains(code));
        if (answer.status() >= 500 && !unavailable) {
            find("a failure: " + answer, sent);
        }
        if (!answer.auditId().isEmpty()) {
            note(answer.auditId(), answer, sent);
            answer.furtherAuditIds().forEach(id -> note(id, answer, sent));
        } else if (isDescription(answer)) {
            descriptions.incrementAndGet();
        } else if (isBare(answer)) {
            bare.incrementAndGet();
        } else if (!unavailable) {
            find("nobody recorded: " + answer, sent);
        }
    }

    private void note(String id, WireAnswer answer, RandomHttp.Stream sent) {
        if (!ids.add(id)) {
            find("a record of two answers: " + answer, sent);
        }
    }

    private static boolean isDescription(WireAnswer answer) {
        return answer.status() == 200
                && (answer.body().isEmpty() || answer.body().contains("openapi"))
                && answer.field("content-type")
                        .filter(type -> type.endsWith(";charset=UTF-8"))
                        .isPresent();
    }

    private static boolean isBare(WireAnswer answer) {
        return BARE.contains(answer.status())
                && answer.body().isEmpty()
                && Set.of("connection", "content-length").containsAll(answer.fields());
    }

    private void find(String what, RandomHttp.Stream sent) {
        findings.add(what + "\n--- after\n" + sent.text());
    }

    /** What should not be. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** The audit records that answers named. */
    Set<String> ids() {
        return ids;
    }

    /** How many were a mere status of the server's. */
    long bare() {
        return bare.get();
    }

    /** How many requests had no answer of their own. */
    long unanswered() {
        return unanswered.get();
    }

    @Override
    public String toString() {
        return "answers by status " + new TreeMap<>(statuses) + ", recorded " + ids.size() + ", bare " + bare
                + ", descriptions " + descriptions + ", requests without an answer of their own " + unanswered;
    }
}
