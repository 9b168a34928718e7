package io.metagate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealedFamiliesTest {

    /** Those that are still to be turned into methods. */
    private static final Set<String> EXCEPT = Set.of(
            "io.metagate.gateway.access.cursor.PositionCodec",
            "io.metagate.gateway.audit.AuditLogCheck",
            "io.metagate.gateway.audit.LogProbing",
            "io.metagate.gateway.change.ChangeShapes",
            "io.metagate.gateway.change.CreateService",
            "io.metagate.gateway.decision.DecisionPoint",
            "io.metagate.gateway.enforcement.AccessTrace",
            "io.metagate.gateway.enforcement.AuditRecordFactory",
            "io.metagate.gateway.enforcement.ResponseWriter",
            "io.metagate.gateway.enforcement.export.ExportStream",
            "io.metagate.gateway.identity.PrincipalResolver",
            "io.metagate.gateway.identity.TokenAuthenticator",
            "io.metagate.gateway.request.RecordId",
            "io.metagate.gateway.store.write.WriteCommand");

    @Test
    void findsNobodyWhoTellsMembersApartByTheirClasses() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.metagate");

        assertThat(all).hasSizeGreaterThan(900);
        SealedFamilies.areToldApartByMethods(EXCEPT).check(all);
    }

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
