package io.metagate.policy.parser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.request.FilterOperator;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Keeps the schema and the readers together: what the readers take the schema takes, and what they miss or do not know
 * it refuses too.
 */
class LanguageSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(LanguageSchema.json());

    /** The problems of a form, which a schema can tell. */
    private static final Pattern OF_FORM = Pattern.compile(
            "#! \\d+:\\d+: ((scan|minGroup) is for|unknown (key|kind|type|action|transform|unit|use|operator)"
                    + "|missing key|expected (a|an|at least|one of|either|true|draft|permit|principal|an operator|metagate.io)\\b).*");

    /**
     * What a schema cannot tell: that nothing is written where null is, what the catalogue says of a field, and what a
     * condition says.
     */
    private static final Set<String> BEYOND =
            Set.of("rows-null-forgotten.yaml", "test-value-of-wrong-type.yaml", "when-unknown-names.yaml");

    /** Has placeholders, and is no bundle before they are filled in. */
    private static final String TEMPLATE = "scoped.yaml";

    static Stream<Path> accepted() throws IOException, URISyntaxException {
        Path decision = resources("../decision");
        return Stream.of(decision, Path.of("../demo/policies"))
                .flatMap(LanguageSchemaTest::files)
                .filter(file -> !file.endsWith(TEMPLATE));
    }

    static Stream<Path> misread() throws URISyntaxException {
        return files(resources("rejected"))
                .filter(file -> lines(file).anyMatch(OF_FORM.asMatchPredicate()))
                .filter(file -> !BEYOND.contains(file.getFileName().toString()));
    }

    static Stream<Path> wellFormed() throws URISyntaxException {
        return files(resources("rejected"))
                .filter(
                        file -> lines(file)
                                .filter(line -> line.startsWith("#! "))
                                .allMatch(
                                        line -> line.matches(
                                                ".*(reference to|never applies|matches no field|unknown purpose|unknown collection|unknown time zone|is not for|is not a field of|a right to|prefix is for strings|no record can be in|can never hold).*")));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void takesWhatTheCompilerTakes(Path file) {
        assertThat(problems(file)).as(file.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void takesWhatIsWrongInMeaningAlone(Path file) {
        assertThat(problems(file)).as(file.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("misread")
    void refusesWhatTheReadersCannotRead(Path file) {
        assertThat(problems(file)).as(file.toString()).isNotEmpty();
    }

    @Test
    void knowsEveryKeyThatTheReadersSayTheyKnow() throws URISyntaxException {
        Pattern known = Pattern.compile("known here: \\[(.*)]");
        Set<String> keys = files(resources("rejected"))
                .flatMap(LanguageSchemaTest::lines)
                .map(known::matcher)
                .filter(Matcher::find)
                .flatMap(found -> Stream.of(found.group(1).split(", ")))
                .collect(Collectors.toSet());

        assertThat(keys).contains("when", "minGroup", "given", "dataSubjects", "$elemMatch");
        assertThat(keys).allSatisfy(key -> assertThat(LanguageSchema.json()).contains("\"" + key + "\": "));
    }

    /** The schema has three lists of operators, which are those of the parser. */
    @Test
    void listsEveryOperatorWhereItCanStand() throws IOException {
        JsonNode definitions = JSON.readTree(LanguageSchema.json()).get("$defs");

        assertThat(definitions.at("/operators/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(names(operator -> !operator.isConnective()));
        assertThat(definitions.at("/valueOperators/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(names(FilterOperator::isOfValues));
        assertThat(Pattern.compile(
                        definitions.at("/rows/patternProperties").fieldNames().next()))
                .satisfies(pattern -> assertThat(Stream.of(FilterOperator.values())
                                .map(FilterOperator::wireName)
                                .filter(pattern.asPredicate()))
                        .containsExactlyInAnyOrderElementsOf(names(FilterOperator::isConnective)));
    }

    private static List<String> names(Predicate<FilterOperator> wanted) {
        return Stream.of(FilterOperator.values())
                .filter(wanted)
                .map(FilterOperator::wireName)
                .toList();
    }

    @Test
    void leavesOnlyWhatItCannotTell() throws URISyntaxException {
        assertThat(BEYOND)
                .allSatisfy(name -> assertThat(problems(resources("rejected").resolve(name)))
                        .isEmpty());
    }

    private static List<ValidationMessage> problems(Path file) {
        List<ValidationMessage> problems = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        for (Object document : new Load(settings).loadAllFromString(text(file))) {
            JsonNode json = JSON.valueToTree(document);
            problems.addAll(SCHEMA.validate(json));
        }
        return problems;
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path resources(String folder) throws URISyntaxException {
        Path rejected = Path.of(BundleFixture.class.getResource("rejected").toURI());
        return rejected.resolveSibling(folder).normalize();
    }

    private static Stream<String> lines(Path file) {
        return text(file).lines();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
