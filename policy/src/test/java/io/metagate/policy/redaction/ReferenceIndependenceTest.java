package io.metagate.policy.redaction;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.metagate.policy.redaction.transform.Transform;
import java.util.Set;

/** A reference that calls what it is compared with finds nothing. */
@AnalyzeClasses(packages = "io.metagate.policy.redaction")
class ReferenceIndependenceTest {

    private static final Set<String> DECISIONS =
            Set.of("or", "meet", "meetOfAlike", "covers", "appliesTo", "disclosureLevel", "masked");

    @ArchTest
    static final ArchRule WITHOUT_THE_CODE_OF_PRODUCTION = noClasses()
            .that()
            .haveSimpleNameStartingWith("Reference")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google..", "..redaction.scope..", "..redaction.bson..", "..redaction.address..")
            .because("a reference is written from the documentation");

    @ArchTest
    static final ArchRule WITHOUT_WHAT_A_TRANSFORM_DECIDES = noClasses()
            .that()
            .haveSimpleNameStartingWith("Reference")
            .should()
            .accessTargetWhere(describe(
                    "a transform decides",
                    (JavaAccess<?> access) -> assignableTo(Transform.class).test(access.getTargetOwner())
                            && DECISIONS.contains(access.getTarget().getName())))
            .because("a reference takes the parameters of a transform alone");
}
