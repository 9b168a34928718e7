package io.metagate.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealedFamiliesTest {

    sealed interface Shape {}

    record Circle() implements Shape {}

    sealed interface Angled extends Shape {}

    record Square() implements Angled {}

    record Triangle() implements Angled {}

    static final class AsksForTwo {
        int corners(Shape shape) {
            if (shape instanceof Circle) {
                return 0;
            }
            return shape instanceof Square ? 4 : 3;
        }
    }

    static final class AsksInTwoMethods {
        boolean round(Shape shape) {
            return shape instanceof Circle;
        }

        long angled(List<Shape> shapes) {
            return shapes.stream().filter(shape -> shape instanceof Square).count();
        }
    }

    static final class AsksForAFamilyAndItsMember {
        boolean regular(Shape shape) {
            return shape instanceof Angled && !(shape instanceof Triangle);
        }
    }

    static final class AsksByReference {
        Optional<Shape> found(List<Shape> shapes) {
            return shapes.stream().filter(Circle.class::isInstance).findFirst();
        }

        boolean square(Object shape) {
            return Square.class.isInstance(shape);
        }
    }

    static final class AsksForOne {
        boolean round(Shape shape) {
            return shape instanceof Circle;
        }

        boolean roundToo(Shape shape) {
            return !(shape instanceof Circle);
        }

        Class<?> named() {
            return Square.class;
        }
    }

    @Test
    void findsWhoeverTellsTwoMembersApartByTheirClasses() {
        assertThat(List.of(
                        AsksForTwo.class,
                        AsksInTwoMethods.class,
                        AsksForAFamilyAndItsMember.class,
                        AsksByReference.class))
                .allSatisfy(type -> assertThat(holdsFor(type)).isFalse());
    }

    @Test
    void letsOneMemberBeAskedFor() {
        assertThat(holdsFor(AsksForOne.class)).isTrue();
    }

    @Test
    void leavesOutWhatHasAnException() {
        assertThat(SealedFamilies.areToldApartByMethods(Set.of(AsksForTwo.class.getName()))
                        .allowEmptyShould(true)
                        .evaluate(new ClassFileImporter().importClasses(AsksForTwo.class))
                        .hasViolation())
                .isFalse();
    }

    private static boolean holdsFor(Class<?> type) {
        return !SealedFamilies.areToldApartByMethods(Set.of())
                .evaluate(new ClassFileImporter().importClasses(type))
                .hasViolation();
    }
}
