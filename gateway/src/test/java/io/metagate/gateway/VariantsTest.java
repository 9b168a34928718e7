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

    @Test
    void findsNobodyWhoTellsMembersApartByTheirClasses() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.metagate");

        assertThat(all).hasSizeGreaterThan(900);
        SealedFamilies.areToldApartByMethods(Set.of()).check(all);
    }
}
