package io.metagate.demo.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index that also serves queries which pin its key with {@code $eq} or {@code $in} among other conditions. The
 * embedded store reads every record for such a query otherwise, which no MongoDB does; it applies the whole query to
 * what an index finds.
 */
final class LookupIndex<P> extends Index<P> {

    private final Index<P> exact;
    private final String key;

    /** Widens an index of one key; one of several keys is left as it is. */
    static <P> Index<P> over(Index<P> exact) {
        return exact.getKeys().size() == 1 ? new LookupIndex<>(exact) : exact;
    }

    private LookupIndex(Index<P> exact) {
        super(exact.getName(), exact.getKeys(), false);
        this.exact = exact;
        this.key = exact.getKeys().get(0).getKey();
    }

    @Override
    public boolean canHandle(Document query) {
        return exact.canHandle(query) || pin(query).filter(exact::canHandle).isPresent();
    }

    @Override
    public Iterable<P> getPositions(Document query) {
        return exact.getPositions(exact.canHandle(query) ? query : pin(query).orElseThrow());
    }

    /** The part of a query that pins the key, in the one form that the exact index serves. */
    private Optional<Document> pin(Document query) {
        if (query.get(key) instanceof Document condition) {
            return Stream.of("$eq", "$in")
                    .filter(condition::containsKey)
                    .findFirst()
                    .map(operator -> new Document(
                            key,
                            operator.equals("$eq") ? condition.get("$eq") : new Document("$in", condition.get("$in"))));
        }
        return query.containsKey(key) ? Optional.of(new Document(key, query.get(key))) : pinOfAny(query.get("$and"));
    }

    private Optional<Document> pinOfAny(@Nullable Object parts) {
        return parts instanceof Collection<?> many
                ? many.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .map(this::pin)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return exact.hasSameOptions(other instanceof LookupIndex<?> lookup ? lookup.exact : other);
    }

    @Override
    public boolean isUnique() {
        return exact.isUnique();
    }

    @Override
    public @Nullable P getPosition(Document document) {
        return exact.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<P> collection) {
        exact.checkAdd(document, collection);
    }

    @Override
    public void add(Document document, P position, MongoCollection<P> collection) {
        exact.add(document, position, collection);
    }

    @Override
    public @Nullable P remove(Document document) {
        return exact.remove(document);
    }

    @Override
    public long getCount() {
        return exact.getCount();
    }

    @Override
    public long getDataSize() {
        return exact.getDataSize();
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<P> collection) {
        exact.checkUpdate(before, after, collection);
    }

    @Override
    public void updateInPlace(Document before, Document after, P position, MongoCollection<P> collection) {
        exact.updateInPlace(before, after, position, collection);
    }

    @Override
    public void drop() {
        exact.drop();
    }
}
