package io.metagate.cli;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.metagate.cli.report.ReportPrinter;
import io.metagate.test.SealedFamilies;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Set;

@AnalyzeClasses(packages = "io.metagate.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_THE_LIBRARIES_AND_NOT_THE_GATEWAY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.metagate.cli..",
                    "io.metagate.policy..",
                    "io.metagate.store..",
                    "io.metagate.oidc..",
                    "java..",
                    "picocli..",
                    "com.fasterxml.jackson.core..",
                    "io.smallrye.config..",
                    "org.eclipse.microprofile.config..",
                    "org.bson..",
                    "org.jspecify..")
            .because(
                    "what the command says of a gateway holds without one, and stores are touched by their library alone");

    @ArchTest
    static final ArchRule THE_DOCTOR_PRINTS_NOTHING = noClasses()
            .that()
            .resideInAPackage("io.metagate.cli.doctor..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.PrintStream")
            .because("what is found is told in one place, where nothing secret is known");

    @ArchTest
    static final ArchRule WHAT_IS_QUOTED_IS_SHOWN = noClasses()
            .that()
            .doNotBelongToAnyOf(ReportPrinter.class, PolicyCommand.class, MetagateMain.class)
            .should()
            .callMethodWhere(
                    target(owner(assignableTo(PrintStream.class))).or(target(owner(assignableTo(PrintWriter.class)))))
            .because("reports are printed in one place, which escapes what would forge a line or steer a terminal");

    @ArchTest
    static final ArchRule ONLY_THE_DOCTOR_LOOKS_AROUND = noClasses()
            .that()
            .resideOutsideOfPackage("io.metagate.cli.doctor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.metagate.store..", "io.metagate.oidc..", "java.net.http..", "io.smallrye..", "org.bson..")
            .because("policies are checked without a network");

    @ArchTest
    static final ArchRule FAMILIES_ARE_TOLD_APART_BY_METHODS = SealedFamilies.areToldApartByMethods(Set.of());
}
