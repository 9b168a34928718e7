package io.metagate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.path.FieldPath;
import io.metagate.store.index.CollectionIndex;
import io.metagate.store.index.CollectionIndexes;
import io.metagate.store.index.IndexKey;
import io.metagate.store.index.IndexKey.Order;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexReaderTest {

    @Test
    void readsKeysWithTheirOrder() {
        assertThat(read("{v: 2, key: {region: 1, 'company.size': -1.0, _id: {$numberLong: '1'}}, name: 'x'}"))
                .containsExactly(new CollectionIndex(
                        List.of(
                                key("region", Order.ASCENDING),
                                key("company.size", Order.DESCENDING),
                                key("_id", Order.ASCENDING)),
                        false));
        assertThat(read("{v: 2, key: {email: 'hashed'}, name: 'x'}"))
                .containsExactly(new CollectionIndex(List.of(key("email", Order.HASHED)), false));
    }

    @Test
    void knowsWhichIndexesIdentify() {
        assertThat(read("{v: 2, key: {_id: 1}, name: '_id_'}")).isEqualTo(CollectionIndexes.OF_ANY_COLLECTION.all());
        assertThat(read("{v: 2, key: {email: 1}, unique: true}").get(0).unique())
                .isTrue();
        assertThat(read("{v: 2, key: {email: 1}, unique: false}").get(0).unique())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{key: {a: 1}, sparse: true}",
                "{key: {a: 1}, sparse: 1}",
                "{key: {a: 1}, hidden: true}",
                "{key: {a: 1}, partialFilterExpression: {b: {$gt: 5}}}",
                "{key: {a: 1}, collation: {locale: 'en', strength: 2}}",
                "{key: {_fts: 'text', _ftsx: 1}, weights: {a: 1}}",
                "{key: {a: 1, _fts: 'text', _ftsx: 1}}",
                "{key: {place: '2dsphere'}}",
                "{key: {place: '2d'}}",
                "{key: {a: 1, place: '2dsphere'}}",
                "{key: {'$**': 1}}",
                "{key: {'a.$**': 1}}",
                "{key: {a: 1, 'b.$**': 1}}",
                "{key: {'$**': 'columnstore'}}",
                "{key: {'owner.$id': 1}}",
                "{key: {a: 1, 'owner.$ref': 1}}",
                "{key: {'owner.$id': 'hashed'}}",
                "{key: {'a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q': 1}}",
                "{key: {'a..b': 1}}"
            })
    void leavesOutWhatTheStoreCannotUseForEveryQuery(String described) {
        assertThat(read(described)).isEmpty();
    }

    @Test
    void leavesOutAFieldWithALongerNameThanACatalogueHas() {
        assertThat(read("{key: {" + "a".repeat(257) + ": 1}}")).isEmpty();
    }

    @Test
    void keepsTheOthersBesideOneThatItLeavesOut() {
        assertThat(IndexReader.read(List.of(
                                BsonDocument.parse("{key: {_id: 1}}"), BsonDocument.parse("{key: {'owner.$id': 1}}")))
                        .all())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{key: {a: 1}, expireAfterSeconds: 3600}",
                "{key: {a: 1}, collation: {locale: 'simple'}}",
                "{key: {a: 1}, sparse: false, hidden: false}",
                "{key: {a: 1}, sparse: 'no', hidden: null, unique: {}}",
                "{key: {a: 1, b: 'hashed'}}",
                "{key: {'a.b.0': 1}}"
            })
    void keepsWhatItCan(String described) {
        assertThat(read(described)).hasSize(1);
    }

    @Test
    void givesACollectionThatDoesNotExistTheIndexThatItWillHave() {
        assertThat(IndexReader.read(List.of())).isEqualTo(CollectionIndexes.OF_ANY_COLLECTION);
    }

    private static List<CollectionIndex> read(String described) {
        return IndexReader.read(List.of(BsonDocument.parse(described))).all();
    }

    @Test
    void tellsWhetherTheCollectionComparesByItsBytes() {
        String identifiers = "{key: {_id: 1}, name: '_id_'}";
        String french = "{key: {_id: 1}, name: '_id_', collation: {locale: 'fr'}}";
        String hashed = "{key: {_id: 'hashed'}, name: 'h'}";

        assertThat(areBinary(identifiers, "{key: {a: 1}, name: 'a', collation: {locale: 'fr'}}"))
                .isTrue();
        assertThat(areBinary("{key: {_id: 1}, name: '_id_', collation: {locale: 'simple'}}"))
                .isTrue();
        assertThat(areBinary(french)).isFalse();
        assertThat(areBinary(french, hashed)).isFalse();
        assertThat(areBinary(hashed)).as("its own").isFalse();
        assertThat(areBinary("{key: {a: 1}, name: 'a'}")).as("not known").isFalse();
        assertThat(areBinary()).as("may yet be made").isFalse();
    }

    private static boolean areBinary(String... described) {
        return IndexReader.areBinary(
                Stream.of(described).map(BsonDocument::parse).toList());
    }

    private static IndexKey key(String path, Order order) {
        return new IndexKey(FieldPath.of(path), order);
    }
}
