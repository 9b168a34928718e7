package io.metagate.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.metagate.policy.decision.PolicySet;
import io.metagate.test.SealedFamilies;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;

@AnalyzeClasses(packages = "io.metagate.policy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_ONLY_THE_PLATFORM = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.metagate.policy..",
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "org.snakeyaml..",
                    "dev.cel..",
                    "com.google.common.collect..",
                    "com.google.crypto.tink..")
            .because("the policy library runs wherever Java does: in the gateway, in the command, in a test");

    @ArchTest
    static final ArchRule YAML_STAYS_WITH_THE_READER = noClasses()
            .that()
            .resideOutsideOfPackage("..policy.parser.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..")
            .because("what a policy means does not depend on how it is written");

    @ArchTest
    static final ArchRule CEL_STAYS_WITH_THE_COMPILER_OF_CONDITIONS = noClasses()
            .that()
            .resideOutsideOfPackage("..policy.compile.condition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "com.google.common..", "com.google.protobuf..")
            .because("whoever asks whether a condition holds does not depend on how it is written");

    @ArchTest
    static final ArchRule TINK_STAYS_WITH_THE_KEYS = noClasses()
            .that()
            .resideOutsideOfPackage("..policy.redaction.key..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.crypto..")
            .because("a value becomes a token in one way");

    @ArchTest
    static final ArchRule NO_FILES = noClasses()
            .that()
            .resideOutsideOfPackage("..policy.bundle..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..")
            .because("whoever uses the library brings what it works on, and may leave to it which files those are");

    @ArchTest
    static final ArchRule NO_NETWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.sql..")
            .because("whoever uses the library brings what it works on");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .because("the same request under the same policies is decided the same way");

    @ArchTest
    static final ArchRule NO_CIRCLES = slices().matching("io.metagate.policy.(*)..")
            .should()
            .beFreeOfCycles()
            .because(
                    "packages are read in one order: path, json, catalogue, request, redaction, source, model, filter, parser, bundle, compiled, decision, explain, testing, compile");

    @ArchTest
    static final ArchRule POLICIES_COME_FROM_THE_COMPILER = constructors()
            .that()
            .areDeclaredIn(PolicySet.class)
            .should()
            .onlyBeCalled()
            .byClassesThat()
            .resideInAPackage("..policy.compile..")
            .because("a policy set that exists has been checked");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|Base)")
            .because("such a name says nothing of what the type is");

    @ArchTest
    static final ArchRule FAMILIES_ARE_TOLD_APART_BY_METHODS = SealedFamilies.areToldApartByMethods(Set.of());
}
