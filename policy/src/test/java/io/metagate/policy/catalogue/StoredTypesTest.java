package io.metagate.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.bson.BsonType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredTypesTest {

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void tellsDriftedValuesFromThoseOfTheDeclaredType(FieldType type) {
        StoredTypes declared = StoredTypes.of(type);
        StoredTypes drifted = StoredTypes.driftedFrom(type);

        assertThat(declared.has(BsonType.NULL.getValue())).isTrue();
        assertThat(declared.has(BsonType.ARRAY.getValue())).isFalse();
        assertThat(StoredTypes.atFieldOf(type).has(BsonType.ARRAY.getValue())).isTrue();
        assertThat(Collections.disjoint(declared.numbers(), drifted.numbers())).isTrue();
        assertThat(drifted.numbers()).containsAll(StoredTypes.likenedTo(type).numbers());
        assertThat(declared.numbers().size() + drifted.numbers().size())
                .as("all types of single values but code and the deprecated ones")
                .isEqualTo(15);
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void likensNumbersOfOtherTypesToNumbersAlone(FieldType type) {
        StoredTypes likened = StoredTypes.likenedTo(type);

        switch (type) {
            case INT -> assertThat(likened.numbers()).containsExactlyInAnyOrder(1, 19);
            case DOUBLE -> assertThat(likened.numbers()).containsExactlyInAnyOrder(19);
            case DECIMAL -> assertThat(likened.numbers()).containsExactlyInAnyOrder(1, 16, 18);
            default -> assertThat(likened.isEmpty()).isTrue();
        }
        assertThat(StoredTypes.driftedFrom(type).standApart()).isEqualTo(likened.isEmpty());
        assertThat(StoredTypes.atFieldOf(type).standApart()).isFalse();
    }
}
