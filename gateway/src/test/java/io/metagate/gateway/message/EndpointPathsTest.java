package io.metagate.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPathsTest {

    @Test
    void areThoseOfTheResourcesAndTheDescription() {
        Map<String, Set<String>> declared = new TreeMap<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.metagate.gateway")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .forEach(type -> type.getMethods().stream()
                                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                                .forEach(method -> declared.computeIfAbsent(path(type, method), path -> new TreeSet<>())
                                        .addAll(methods(method))));

        declared.put(EndpointPaths.DESCRIPTION, Set.of("GET", "HEAD"));
        assertThat(declared).hasSizeGreaterThan(8).isEqualTo(new TreeMap<>(EndpointPaths.METHODS));
    }

    /** What is not read would be ignored without a word. */
    @Test
    void takeContentWhereTheirResourceReadsIt() {
        List<JavaMethod> operations = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.metagate.gateway")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                        .toList();

        assertThat(operations).hasSizeGreaterThan(9);
        for (JavaMethod operation : operations) {
            boolean reads =
                    operation.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(InputStream.class));
            assertThat(methods(operation)).allSatisfy(method -> assertThat(EndpointPaths.takesContent(method))
                    .as(operation.getFullName())
                    .isEqualTo(reads));
        }
    }

    @Test
    void haveTheirMethods() {
        assertThat(EndpointPaths.methods("/v1/collections")).containsExactly("GET", "HEAD");
        assertThat(EndpointPaths.methods("/v1/collections/a/records/b"))
                .containsExactly("DELETE", "GET", "HEAD", "PATCH");
        assertThat(EndpointPaths.methods("/v1/collections/a/tokens/reveal")).containsExactly("POST");
    }

    @Test
    void giveARecordTheNameOfAnEndpoint() {
        assertThat(EndpointPaths.methods("/v1/collections/a/records/search"))
                .containsExactly("DELETE", "GET", "HEAD", "PATCH", "POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "v1/collections",
                "//v1/collections",
                "/v1//collections",
                "/v1/collections/",
                "/v1/collections//",
                "/V1/collections",
                "/v1/./collections",
                "/v1/../openapi",
                "/%76%31/collections",
                "/v1/%63ollections",
                "/v1%2Fcollections",
                "/v1%2fcollections",
                "/openapi/",
                "//openapi",
                "/openapi.json",
                "/openapi.yaml",
                "/openapi.yml",
                "/./openapi",
                "/%6Fpenapi",
                "/%6fpenapi",
                "/OPENAPI",
                "/openapi;a",
                "/openapi%2F",
                "/v1/collections/%61ccounts",
                "/v1/collections/accounts/records/%61cc-1",
                "/v1/collections/accounts/records/acc-1/",
                "/v1/collections/accounts//records/acc-1",
                "/v1/collections/accounts/records/%73earch/",
                "/v1/collections/accounts/%72ecords",
                "/v1/collections/accounts/records/..",
                "/v1/collections/accounts/records/%2E%2E",
                "/{}",
                "/v1/audit/records/",
                "/v1/decisions/explain/",
                "/v1/decisions//explain"
            })
    void haveNoOtherSpelling(String path) {
        assertThat(EndpointPaths.methods(path)).isEmpty();
    }

    private static String path(JavaClass type, JavaMethod method) {
        String below = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        return (type.getAnnotationOfType(Path.class).value() + below).replaceAll("\\{[^}]*}", "{}");
    }

    private static Set<String> methods(JavaMethod method) {
        String name = method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getSimpleName())
                .filter(Set.of("GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS")::contains)
                .findFirst()
                .orElseThrow();
        return name.equals("GET") ? Set.of("GET", "HEAD") : Set.of(name);
    }
}
