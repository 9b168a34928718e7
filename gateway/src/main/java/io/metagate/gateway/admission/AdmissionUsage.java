package io.metagate.gateway.admission;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What one requester takes, and which of its requests wait. Belongs to the lock of {@link AdmissionControl}. */
final class AdmissionUsage {

    /** Refusals come in crowds: they run at once in this part of a principal's share, so that others notice little. */
    private static final int REFUSALS = 8;

    private static final Set<AdmissionKey> REFUSED =
            Set.of(AdmissionKey.INVALID, AdmissionKey.REFUSED, AdmissionKey.ABANDONED);

    private final Set<AdmissionSlot> waiting = new LinkedHashSet<>();
    private final Set<UnsentAnswer> answers = new LinkedHashSet<>();
    private final boolean answeredWithLittle;
    private final int divisor;
    private int running;
    private long unsent;

    AdmissionUsage(AdmissionKey requester) {
        answeredWithLittle = !requester.isPrincipal();
        divisor = REFUSED.contains(requester) ? REFUSALS : 1;
    }

    void await(AdmissionSlot slot) {
        waiting.add(slot);
    }

    /** Whether it waited until now. */
    boolean withdraw(AdmissionSlot slot) {
        return waiting.remove(slot);
    }

    /** Whether the next request that waits may run, as far as its requester is concerned. */
    boolean hasTurn(AdmissionConfig config) {
        return !waiting.isEmpty()
                && running < Math.max(1, config.maxConcurrentPerPrincipal() / divisor)
                && unsent < config.maxUnsentBytesPerPrincipal();
    }

    /** The next request that waits; from now on it runs. */
    AdmissionSlot begin() {
        running++;
        Iterator<AdmissionSlot> first = waiting.iterator();
        AdmissionSlot next = first.next();
        first.remove();
        return next;
    }

    void ended() {
        running--;
    }

    void sending(UnsentAnswer answer) {
        answers.add(answer);
        unsent += answer.bytes();
    }

    /** Whether its bytes counted until now. */
    boolean sent(UnsentAnswer answer) {
        boolean counted = answers.remove(answer);
        unsent -= counted ? answer.bytes() : 0;
        return counted;
    }

    /** The oldest answer that is not being given up yet, if it is older than that. */
    Optional<UnsentAnswer> oldest(long before) {
        return answers.stream().filter(UnsentAnswer::isKept).findFirst().filter(answer -> answer.since() - before < 0);
    }

    /** How many bytes are unsent and not being given up. */
    long kept() {
        return answers.stream()
                .filter(UnsentAnswer::isKept)
                .mapToLong(UnsentAnswer::bytes)
                .sum();
    }

    /** What is no principal is answered with little. */
    boolean isAnsweredWithLittle() {
        return answeredWithLittle;
    }

    int running() {
        return running;
    }

    int waiting() {
        return waiting.size();
    }

    long unsent() {
        return unsent;
    }

    boolean isIdle() {
        return waiting.isEmpty() && running == 0 && unsent == 0;
    }
}
