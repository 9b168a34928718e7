package io.metagate.policy.redaction.write;

import io.metagate.policy.redaction.pii.TextScrubber;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
import java.util.List;
import java.util.Optional;

/** Scrubs the texts of one record; looks at whom the record is about only once there is such a text. For one thread. */
final class RecordScrubber {

    private final List<SubjectIdentifier> people;
    private Optional<TextScrubber> scrubber = Optional.empty();
    private boolean looked;

    /** A scrubber for a record about the people with these canonical identifiers. */
    RecordScrubber(List<SubjectIdentifier> people) {
        this.people = people;
    }

    /** The scrubbed text; empty if a person's identifier is of a type or form that cannot be looked for. */
    Optional<String> scrubbed(String text) {
        if (!looked) {
            List<Optional<String>> written =
                    people.stream().map(RecordScrubber::written).toList();
            scrubber = written.stream().allMatch(Optional::isPresent)
                    ? TextScrubber.about(
                            written.stream().flatMap(Optional::stream).toList())
                    : Optional.empty();
            looked = true;
        }
        return scrubber.map(ready -> ready.scrubbed(text));
    }

    /** How people write that identifier; empty for one of a type that no field is declared as. */
    private static Optional<String> written(SubjectIdentifier person) {
        return CanonicalReader.read(person.canonical()).flatMap(RecordScrubber::written);
    }

    private static Optional<String> written(ScalarValue identifier) {
        return identifier.accept(new WrittenIdentifier());
    }

    /** How people write a value that identifies somebody; empty for what identifies nobody. */
    private static final class WrittenIdentifier implements ScalarVisitor<Optional<String>> {

        @Override
        public Optional<String> text(ScalarValue.Text text) {
            return Optional.of(text.text());
        }

        @Override
        public Optional<String> integer(ScalarValue.Int integer) {
            return Optional.of(Long.toString(integer.number()));
        }

        @Override
        public Optional<String> real(ScalarValue.Real real) {
            return Optional.empty();
        }

        @Override
        public Optional<String> decimal(ScalarValue.Decimal decimal) {
            return Optional.empty();
        }

        @Override
        public Optional<String> bool(ScalarValue.Bool bool) {
            return Optional.empty();
        }

        @Override
        public Optional<String> date(ScalarValue.Date date) {
            return Optional.empty();
        }

        @Override
        public Optional<String> objectId(ScalarValue.ObjectId id) {
            return Optional.of(id.hex());
        }

        @Override
        public Optional<String> uuid(ScalarValue.Uuid uuid) {
            return Optional.of(uuid.uuid().toString());
        }

        @Override
        public Optional<String> nothing(ScalarValue.Null nothing) {
            return Optional.empty();
        }
    }
}
