package io.metagate.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.metagate.store", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_THE_DRIVER_AND_THE_CATALOGUE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.metagate.store..",
                    "io.metagate.policy.catalogue",
                    "io.metagate.policy.path",
                    "io.metagate.policy.request..",
                    "java..",
                    "javax.net.ssl..",
                    "com.mongodb..",
                    "org.bson..",
                    "io.smallrye.config..",
                    "org.jspecify..")
            .because("the gateway and the command use it, and neither decides here what may be read");

    @ArchTest
    static final ArchRule READS_NO_RECORDS = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("com\\.mongodb\\.client\\.(Find|Aggregate|Distinct)Iterable")
            .because("records are read where a decision permits it: in the gateway (P2)");

    @ArchTest
    static final ArchRule INDEXES_KNOW_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage("io.metagate.store.index..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..", "io.smallrye..")
            .because("what an index is good for is arithmetic");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|Base)")
            .because("such a name says nothing of what the type is");
}
