package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.redaction.write.SubjectIdentifier;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the distinct people that records are about until there are enough. INVARIANT: counting too few is safe here: a
 * value of another type than the declared one is nobody (P2). For one thread.
 */
public final class SubjectCount {

    private final DataSubjectReader reader;
    private final int enough;
    private final Set<SubjectIdentifier> people = new HashSet<>();

    /**
     * None yet.
     *
     * @param enough how many are enough
     */
    public SubjectCount(Collection collection, int enough) {
        this.reader = DataSubjectReader.ofDeclared(collection);
        this.enough = enough;
    }

    /**
     * Counts those that the record is about; returns whether that is enough.
     *
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if the record is not BSON
     */
    public boolean add(RawRecord record) {
        people.addAll(reader.read(record.bytes()));
        return isEnough();
    }

    /** Whether there are enough. */
    public boolean isEnough() {
        return people.size() >= enough;
    }
}
