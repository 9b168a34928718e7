package io.metagate.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RedactedBody;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the packages of the gateway may know of each other and of the libraries. */
@AnalyzeClasses(packages = "io.metagate.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.metagate.gateway.";

    /** From the top down. */
    private static final List<List<String>> ROWS = List.of(
            List.of("launch"),
            List.of("change", "report"),
            List.of("http", "access"),
            List.of("enforcement", "request", "message"),
            List.of("connection", "admission", "identity", "decision", "limit", "store", "audit", "problem"),
            List.of("keys", "readiness", "background", "failure"));

    @ArchTest
    static final ArchRule IMPORTS_GO_DOWNWARDS = CompositeArchRule.of(ROWS.stream()
                    .flatMap(List::stream)
                    .map(ArchitectureTest::knowsOnlyLowerRows)
                    .toList())
            .because("a package can be read without those above it and beside it");

    @ArchTest
    static final ArchRule THE_DOOR_LETS_IN_AND_DECIDES_NOTHING = knowsAlone(
                    "http", "connection", "admission", "enforcement", "message", "problem", "failure")
            .because("what stands before all endpoints is the same for all of them");

    @ArchTest
    static final ArchRule REQUESTS_ARE_READ_WITHOUT_A_STORE_AND_A_DECISION = knowsAlone(
                    "request", "problem", "identity")
            .because(
                    "what a request says does not depend on who sends it; it may describe a principal, as a token would");

    @ArchTest
    static final ArchRule THE_FORM_OF_A_HEAD_DEPENDS_ON_NOTHING =
            knowsAlone("message", "problem").because("a head is well-formed or not, whoever sends it");

    @ArchTest
    static final ArchRule SECURITY_STAYS_AT_THE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "identity", ROOT + "enforcement..", ROOT + "http")
            .should()
            .dependOnClassesThat(resideInAPackage("io.quarkus.security..").and(not(type(Authenticated.class))))
            .because("past the way in there is a principal, and nothing else that says who asks");

    @ArchTest
    static final ArchRule AUTHENTICATED_STANDS_ON_ENDPOINTS = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "access..", ROOT + "change", ROOT + "report")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Authenticated.class, RolesAllowed.class)
            .because("who may call an endpoint stands on the endpoint");

    @ArchTest
    static final ArchRule EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should()
            .beAnnotatedWith(Authenticated.class)
            .orShould()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Authenticated.class)
            .orShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(RolesAllowed.class)
            .because("an endpoint that forgot to say is closed, and looks like one that is open");

    @ArchTest
    static final ArchRule ENDPOINTS_PASS_THE_ENFORCEMENT_POINT = classes()
            .that()
            .areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EnforcementPoint.class)
            .because("there is one way in and one way out (P3)");

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = noFields()
            .should()
            .beAnnotatedWith(Inject.class)
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
            .because("an object that exists has all that it needs");

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_METHODS =
            noMethods().should().beAnnotatedWith(Inject.class).because("an object that exists has all that it needs");

    @ArchTest
    static final ArchRule THREADS_ARE_MADE_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "background")
            .and()
            // Its threads wait for checks and nothing else; one that dies is replaced with the next check.
            .doNotHaveFullyQualifiedName(ROOT + "readiness.HealthCheckExecution")
            .should()
            .callConstructorWhere(target(owner(assignableTo(Thread.class)))
                    .or(target(owner(assignableTo(Executor.class))))
                    .or(target(owner(assignableTo(java.util.Timer.class)))))
            .orShould()
            .beAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Executors.class, java.util.concurrent.ForkJoinPool.class)
            .orShould()
            .callMethodWhere(
                    target(owner(assignableTo(CompletableFuture.class))).and(target(nameMatching(".*Async"))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus.scheduler..", "org.eclipse.microprofile.context..")
            .orShould()
            .callMethodWhere(target(nameMatching("setPeriodic|schedule(AtFixedRate|WithFixedDelay)")))
            .because("what goes on beside the requests must outlive any failure, and show when it does not (P6)");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|Base)")
            .because("such a name says nothing of what the type is");

    @ArchTest
    static final ArchRule ONLY_ACCESSES_AND_CHANGES_OF_POLICIES_ARE_RECORDED = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "enforcement.AccessAuditor")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "enforcement.reload.PolicyReloader")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "enforcement.export.ExportAuditor")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "enforcement.write.AuditedWriteService")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "enforcement.OutcomeRetryQueue")
            .should()
            .accessTargetWhere(target(owner(type(AuditLog.class))).and(target(name("append"))))
            .because(
                    "one access is one record, made where the answer is released; others tell of a change of policies, of each chunk of an export, of a write before the store hears of it, and of how it ended where that was not told at once (P3)");

    @ArchTest
    static final ArchRule ONE_PLACE_LETS_BYTES_OUT = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "enforcement.ResponseWriter")
            .should()
            .accessTargetWhere(target(owner(type(RedactedBody.class))).and(target(name("writeTo"))))
            .because("records leave with a receipt of the audit log, and in no other way (P3)");

    @ArchTest
    static final ArchRule ONLY_A_RECEIPT_IS_EVIDENCE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(AuditReceipt.class.getName())
            .should()
            .beAssignableTo(Evidence.class)
            .because("only what the audit log has made durable lets bytes out, and changes in (P3)");

    @ArchTest
    static final ArchRule ONLY_THE_STORE_READS_WHAT_A_CHANGE_WRITES = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "store.write")
            .should()
            .accessTargetWhere(
                    target(owner(assignableTo(PermittedWrite.class))).and(target(nameMatching("document|set|unset"))))
            .because("whole records go to the store, and nowhere else but through a redactor (P1)");

    @ArchTest
    static final ArchRule DECISIONS_ARE_MADE_AND_CARRIED_OUT_ELSEWHERE = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.metagate.policy.decision.combination..",
                            "io.metagate.policy.decision.token..",
                            "io.metagate.policy.redaction.plan..",
                            "io.metagate.policy.redaction.write..")
                    .and(not(nameMatching(".*\\.(DisclosureCounts|TypeStrictFilter)([$].*)?"))))
            .because("a policy set decides and a redactor carries it out; their parts are nobody's to put together");

    @ArchTest
    static void everyPackageHasItsRow(JavaClasses gateway) {
        List<String> placed =
                ROWS.stream().flatMap(List::stream).map(ROOT::concat).toList();

        assertThat(gateway.stream()
                        .map(JavaClass::getPackageName)
                        .map(ArchitectureTest::row)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(placed.stream(), Stream.of("io.metagate.gateway"))
                        .toList());
    }

    /** A package below one of a row belongs to that row. */
    private static String row(String packageName) {
        int end = packageName.indexOf('.', ROOT.length());
        return end < 0 ? packageName : packageName.substring(0, end);
    }

    private static ArchRule knowsAlone(String name, String... known) {
        Set<String> allowed = Stream.concat(Stream.of(name), Stream.of(known)).collect(Collectors.toSet());
        String[] others = ROWS.stream()
                .flatMap(List::stream)
                .filter(other -> !allowed.contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static ArchRule knowsOnlyLowerRows(String name) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(notBelow(name).toArray(String[]::new));
    }

    private static List<String> notBelow(String name) {
        List<String> forbidden = new ArrayList<>();
        for (List<String> row : ROWS) {
            row.stream().filter(other -> !other.equals(name)).forEach(other -> forbidden.add(ROOT + other + ".."));
            if (row.contains(name)) {
                return forbidden;
            }
        }
        throw new IllegalArgumentException("in no row: " + name);
    }
}
