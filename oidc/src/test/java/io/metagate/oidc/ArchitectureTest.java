package io.metagate.oidc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.metagate.oidc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_FRAMEWORK_AND_NO_POLICIES = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.metagate.oidc..",
                    "java..",
                    "org.jose4j..",
                    "com.fasterxml.jackson..",
                    "io.smallrye.config..",
                    "org.jspecify..")
            .because("the gateway and the command use it, and say the same of a token");

    @ArchTest
    static final ArchRule KEYS_KNOW_NO_TOKENS = noClasses()
            .that()
            .resideInAPackage("io.metagate.oidc.keys..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.metagate.oidc")
            .because("an issuer's keys are what they are, whatever is signed with them");

    @ArchTest
    static final ArchRule IS_TOLD_THE_TIME = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .because("what holds at any time is tried at any time");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|Base)")
            .because("such a name says nothing of what the type is");
}
