package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonName;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.MalformedRecord;
import io.metagate.policy.redaction.write.RedactingJsonWriter;
import io.metagate.policy.redaction.write.SubjectIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds the people a record is about, whether or not their identifiers are released. Every value but null in the data
 * subject's field, or in the place of an object that would hold it, is a person, also one of a type that the catalogue
 * does not expect: counting too many is safe, counting too few is not (P5).
 */
final class DataSubjectReader {

    private final List<byte[]> names;
    private final IntPredicate counts;

    DataSubjectReader(Collection collection) {
        this(collection, tag -> true);
    }

    private DataSubjectReader(Collection collection, IntPredicate counts) {
        this.counts = counts;
        this.names = collection
                .dataSubject()
                .map(subject ->
                        subject.field().segments().stream().map(BsonName::of).toList())
                .orElse(List.of());
    }

    /** One that finds nobody in values of another type than the declared one. */
    static DataSubjectReader ofDeclared(Collection collection) {
        StoredTypes declared = collection
                .dataSubject()
                .flatMap(subject -> collection.field(subject.field()))
                .map(field -> StoredTypes.of(field.type()))
                .orElse(new StoredTypes(Set.of()));
        return new DataSubjectReader(collection, declared::has);
    }

    /** The canonical identifiers of the people, each as often as it stands there. */
    List<SubjectIdentifier> read(BsonBytes record) {
        List<SubjectIdentifier> people = new ArrayList<>(2);
        if (!names.isEmpty()) {
            document(record, 0, 0, record.terminator(), people);
        }
        return people;
    }

    private void document(BsonBytes record, int depth, int document, int terminator, List<SubjectIdentifier> people) {
        byte[] name = names.get(depth);
        int element = record.find(name, document, terminator);
        if (element >= 0) {
            int at = element + 1 + name.length + 1;
            byte tag = record.at(element);
            value(record, depth, tag, at, record.valueEnd(tag, at, terminator), people, 0);
        }
    }

    private void value(
            BsonBytes record, int depth, byte tag, int at, int end, List<SubjectIdentifier> people, int arrays) {
        if (tag == BsonTag.ARRAY) {
            elements(record, depth, at, end - 1, people, arrays + 1);
        } else if (tag == BsonTag.DOCUMENT && depth + 1 < names.size()) {
            document(record, depth + 1, at, end - 1, people);
        } else if (tag != BsonTag.NULL && counts.test(tag)) {
            people.add(SubjectIdentifier.of(record, tag, at, end));
        }
    }

    private void elements(
            BsonBytes record, int depth, int array, int terminator, List<SubjectIdentifier> people, int arrays) {
        if (arrays > RedactingJsonWriter.DEEPEST) {
            throw MalformedRecord.tooDeep();
        }
        int at = array + Integer.BYTES;
        while (at < terminator) {
            byte tag = record.at(at);
            int from = record.nameEnd(at + 1, terminator) + 1;
            at = record.valueEnd(tag, from, terminator);
            value(record, depth, tag, from, at, people, arrays);
        }
    }
}
