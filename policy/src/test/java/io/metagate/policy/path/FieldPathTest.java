package io.metagate.policy.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    @Test
    void readsNamesBetweenDots() {
        assertThat(FieldPath.of("company.contacts.phone").segments()).containsExactly("company", "contacts", "phone");
        assertThat(FieldPath.of("devices.0").segments()).containsExactly("devices", "0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.", ".a", "a..b", "$where", "a.$b", "a\u0000", "a\n", "a.*", "\ud800", "a.\udc00b"})
    void refusesWhatIsNoPathAndDoesNotRepeatIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPath.of(text))
                .withMessageNotContaining("where");
    }

    @Test
    void refusesMoreThanItsBounds() {
        assertThat(FieldPath.of("a" + ".a".repeat(15)).segments()).hasSize(16);
        assertThatIllegalArgumentException().isThrownBy(() -> FieldPath.of("a" + ".a".repeat(16)));
        assertThat(FieldPath.of("a".repeat(256)).dotted()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> FieldPath.of("a".repeat(257)));
    }

    @Test
    void equalsThePathOfTheSameNamesOnly() {
        FieldPath path = FieldPath.of("company.contacts");
        FieldPath same = new FieldPath(List.of("company", "contacts"));

        assertThat(path).isEqualTo(same).hasSameHashCodeAs(same).isEqualByComparingTo(same);
        assertThat(path).isNotEqualTo(FieldPath.of("company")).isNotEqualTo(path.dotted());
        assertThat(path).isLessThan(FieldPath.of("companz")).isGreaterThan(FieldPath.of("company"));
    }

    @Test
    void isBelowItsPrefixesOnly() {
        assertThat(FieldPath.of("a.b").isBelow(FieldPath.of("a"))).isTrue();
        assertThat(FieldPath.of("a.b").isBelow(FieldPath.of("a.b"))).isFalse();
        assertThat(FieldPath.of("ab.c").isBelow(FieldPath.of("a"))).isFalse();
    }

    @Test
    void matchesPatternsBySegments() {
        assertThat(PathPattern.of("a.b").matches(FieldPath.of("a.b"))).isTrue();
        assertThat(PathPattern.of("a.b").matches(FieldPath.of("a.b.c"))).isFalse();
        assertThat(PathPattern.of("a.*").matches(FieldPath.of("a.b"))).isTrue();
        assertThat(PathPattern.of("a.*").matches(FieldPath.of("a"))).isFalse();
        assertThat(PathPattern.of("a.*").matches(FieldPath.of("a.b.c"))).isFalse();
        assertThat(PathPattern.of("a.**").matches(FieldPath.of("a.b.c"))).isTrue();
        assertThat(PathPattern.of("a.**").matches(FieldPath.of("a"))).isFalse();
        assertThat(PathPattern.of("a.**").matches(FieldPath.of("ab.c"))).isFalse();
    }
}
