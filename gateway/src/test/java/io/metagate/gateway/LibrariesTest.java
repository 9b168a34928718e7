package io.metagate.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Each library lives in one place, so that it can be exchanged there, and be looked over there. */
@AnalyzeClasses(packages = "io.metagate.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class LibrariesTest {

    @ArchTest
    static final ArchRule MONGODB = only("store..")
            .resideInAnyPackage("com.mongodb..", "org.bson..")
            .because("the store can be asked only what a decision permits (P2)");

    @ArchTest
    static final ArchRule CONNECTIONS = only("store..", "launch")
            .resideInAPackage("io.metagate.store")
            .because("whoever can connect can ask; what indexes are good for anyone may know");

    @ArchTest
    static final ArchRule SQL = only("audit..")
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb..", "io.agroal..")
            .because("what is durable is said by the packages of the audit log alone (P3)");

    @ArchTest
    static final ArchRule OIDC = only().resideInAnyPackage(
                    "io.quarkus.oidc..", "org.eclipse.microprofile.jwt..", "io.smallrye.jwt..", "org.jose4j..")
            .because("tokens are verified by their library, and in no other way");

    @ArchTest
    static final ArchRule TOKENS = only("identity")
            .resideInAnyPackage("io.metagate.oidc.keys..")
            .because(
                    "who asks is read out of the token in one place; others know only for which class of reason one was not accepted");

    @ArchTest
    static final ArchRule BUCKETS = only("limit")
            .resideInAnyPackage("io.github.bucket4j..")
            .because("how requests are counted is nobody else's business");

    @ArchTest
    static final ArchRule CACHES = only("limit", "identity")
            .resideInAnyPackage("com.github.benmanes.caffeine..")
            .because("nothing of the store is kept: only quotas, and who was verified");

    @ArchTest
    static final ArchRule REST = only(
                    "http", "access..", "change", "request", "request.header", "report", "enforcement..")
            .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
            .because("what is decided does not depend on how it was asked");

    @ArchTest
    static final ArchRule VERTX = only("connection..", "http", "message", "enforcement..", "identity")
            .resideInAnyPackage("io.vertx..", "io.netty..")
            .because(
                    "the raw exchange is touched on its connection, on its way in, for its head, its token and headers, and where an answer is sent");

    @ArchTest
    static final ArchRule JSON = only(
                    "access..", "request", "request.json", "request.filter", "problem", "identity", "enforcement..")
            .resideInAnyPackage("com.fasterxml.jackson..")
            .because("records are never trees of JSON; requests, problems and tokens are");

    @ArchTest
    static final ArchRule YAML = only().resideInAnyPackage("org.snakeyaml..", "org.yaml..")
            .because("policies are read by the policy library");

    @ArchTest
    static final ArchRule CEL =
            only().resideInAnyPackage("dev.cel..").because("conditions are asked by the policy library");

    @ArchTest
    static final ArchRule TRIALS = only().resideInAnyPackage("io.metagate.policy.testing..")
            .because("the trial of policies makes up records and their evidence; here evidence is a receipt (P3)");

    private static com.tngtech.archunit.lang.syntax.elements.ClassesThat<
                    com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction>
            only(String... packages) {
        String[] places =
                Stream.of(packages).map("io.metagate.gateway."::concat).toArray(String[]::new);
        return noClasses().that().resideOutsideOfPackages(places).should().dependOnClassesThat();
    }
}
