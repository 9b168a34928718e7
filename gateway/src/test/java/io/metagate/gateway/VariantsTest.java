package io.metagate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.metagate.test.SealedFamilies;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sealed families of the gateway and of its libraries. */
class VariantsTest {

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
}
