package io.metagate.policy.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleParserTest {

    /** A valid document, and changes of it that are independent of each other, each of which makes one problem. */
    record BreakableDocument(String kind, String text, List<Break> breaks) {

        static BreakableDocument of(String kind, String spec, Break... breaks) {
            String text = "apiVersion: metagate.io/v1\nkind: %s\nmetadata: {name: valid, description: any}\nspec:\n%s"
                    .formatted(kind, spec.indent(2));
            Stream<Break> common = Stream.of(
                    new Break("apiVersion: metagate.io/v1\n", "", "missing key 'apiVersion'"),
                    new Break("apiVersion: metagate.io/v1", "apiVersion: 1", "expected a text"),
                    new Break("name: valid", "name: " + "x".repeat(201), "name"),
                    new Break("description: any", "description: 1", "expected a text"),
                    new Break("spec:", "more: 1\nspec:", "unknown key 'more'"));
            return new BreakableDocument(
                    kind, text, Stream.concat(common, Stream.of(breaks)).toList());
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    record Break(String from, String to, String problem) {

        String apply(String text) {
            assertThat(text).contains(from);
            return text.replace(from, to);
        }
    }

    static List<BreakableDocument> documents() {
        return List.of(
                BreakableDocument.of(
                        "Purpose",
                        "description: any reason\nlegalBasis: contract\n",
                        new Break("description: any reason", "description: [1]", "expected a text"),
                        new Break("legalBasis: contract\n", "", "missing key 'legalBasis'")),
                BreakableDocument.of(
                        "Collection",
                        """
                        store: {database: backup, collection: accounts}
                        id: {type: string, class: public}
                        dataSubject: {field: email, class: personal.email}
                        fields:
                          email: {type: string, class: personal.email}
                          size: {type: int, class: public}
                        """,
                        new Break("database: backup, ", "", "missing key 'database'"),
                        new Break("collection: accounts", "collection: 1", "expected a text"),
                        new Break("id: {type: string", "id: {type: text", "unknown type"),
                        new Break("field: email, class", "field: a..b, class", "segment"),
                        new Break("email: {type: string, class", "email: {type: strin, class", "unknown type"),
                        new Break("  size: {", "  5: {", "all digits"),
                        new Break("int, class: public", "int, class: Public", "a classification")),
                policy("permit", "fields: [{class: public, read: clear, filter: [exact]}]"),
                policy("restrict", "fields: [{class: public, read: clear}]"),
                policy("permt", "fields: [{class: public, read: clear, filter: [exact]}]"),
                BreakableDocument.of(
                        "Limit",
                        """
                        principals: {roles: [support], claims: {team: [red]}}
                        per: principal
                        requests: [{quota: 5, window: 1m, burst: 3}]
                        bytes: [{quota: 5MiB, window: 1h}]
                        """,
                        new Break("roles: [support]", "roles: [1]", "expected a text"),
                        new Break("team", "'te*am'", "has a '*'"),
                        new Break("[red]", "[[]]", "expected"),
                        new Break("per: principal", "per: head", "expected principal, client"),
                        new Break("requests: [", "requests: 1 #", "expected a list"),
                        new Break("bytes: [{quota: 5MiB, window: 1h}]", "bytes: 1", "expected a list")),
                BreakableDocument.of(
                        "PolicyTest",
                        """
                        as: {roles: [support], client: desk, claims: {team: red}}
                        at: 2026-01-05T09:00:00Z
                        purpose: support
                        action: read
                        given: {collection: accounts, record: {size: 5}}
                        expect: {read: {size: 5}}
                        """,
                        new Break("roles: [support]", "roles: [1]", "expected a text"),
                        new Break("client: desk", "client: ' desk'", "blank"),
                        new Break("at: 2026-01-05T09:00:00Z", "at: soon", "expected a time"),
                        new Break("purpose: support", "purpose: [support]", "expected a text"),
                        new Break("action: read", "action: raed", "unknown action"),
                        new Break("collection: accounts, ", "", "missing key 'collection'"),
                        new Break("expect: {read: {size: 5}}", "expect: {}", "expected either")));
    }

    private static BreakableDocument policy(String effect, String fields) {
        return BreakableDocument.of(
                "Policy",
                """
                mode: active
                effect: %s
                principals: {roles: [support], claims: {team: [red]}}
                purposes: [support]
                collections: [accounts]
                actions: [read, search]
                when: request.at > now
                %s
                """.formatted(effect, fields),
                new Break("mode: active", "mode: drft", "expected draft, shadow or active"),
                new Break("effect: " + effect, "effect: perm", "expected permit or restrict"),
                new Break("  effect: " + effect + "\n", "", "missing key 'effect'"),
                new Break("roles: [support]", "roles: [1]", "expected a text"),
                new Break("team", "'te*am'", "has a '*'"),
                new Break("[red]", "[[]]", "expected"),
                new Break("purposes: [support]", "purposes: []", "at least one item"),
                new Break("collections: [accounts]", "collections: []", "at least one item"),
                new Break("[read, search]", "[raed, search]", "unknown action"),
                new Break("[read, search]", "[read, search, search]", "stands twice"),
                new Break("when: request.at > now", "when: 5", "expected a text"),
                new Break("class: public, ", "", "expected one of path and class"),
                new Break("read: clear", "read: cler", "unknown transform"),
                new Break("mode: active", "mode: active\n  elevated: true", "unknown key 'elevated'"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void tellsEachOfTwoProblemsThatAreIndependent(BreakableDocument document) {
        int pairs = 0;
        for (Break first : document.breaks()) {
            for (Break second : document.breaks()) {
                if (!first.from().contains(second.from()) && !second.from().contains(first.from())) {
                    String text = second.apply(first.apply(document.text()));
                    assertThat(problems(text))
                            .as(text)
                            .anySatisfy(problem -> assertThat(problem).contains(first.problem()))
                            .anySatisfy(problem -> assertThat(problem).contains(second.problem()));
                    pairs++;
                }
            }
        }
        assertThat(pairs).isGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void tellsNoProblemOfWhatIsValid(BreakableDocument document) {
        assertThat(problems(document.text()))
                .isEqualTo(document.text().contains("permt") ? List.of("expected permit or restrict") : List.of());
    }

    /** Its keys are those of that version. */
    @ParameterizedTest
    @ValueSource(strings = {"metagate.io/v2", "metagate.io/V1", "v1"})
    void readsNothingOfAnotherLanguage(String version) {
        String text = documents().get(0).text().replace("metagate.io/v1", version);

        assertThat(problems(text.replace("legalBasis", "basis"))).containsExactly("expected metagate.io/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: &a [x, *a]",
                "kind: &a [x]\nspec: *a",
                "kind: &a {x: y}\nspec: {b: *a}",
                "kind: &a {x: *a}",
                "kind: &a {x: y}\n<<: *a",
                "a: &a []\nb: &a x\nc: &a {}\nd: *a"
            })
    void saysThatAnAliasOfAListOrAMappingIsNone(String text) {
        assertThat(problems(text)).containsExactly("not YAML: an alias of a list or a mapping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind: &a Purpose\nspec: *a", "a: &a []\nb: &a x\nc: *a", "a: &a []\n---\nb: &a x\nc: *a"})
    void takesAnAliasOfAScalar(String text) {
        assertThat(problems(text)).noneMatch(problem -> problem.startsWith("not YAML"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: b\nc: d\u0001e", "a: b\n#   \u0007"})
    void saysWhichCharacterIsNotAllowedAndWhere(String text) {
        BundleProblem problem = read(text).get(0);

        assertThat(problem.toString()).startsWith("bundle.yaml:2:5: not YAML: it holds U+000");
    }

    private static List<String> problems(String text) {
        return read(text).stream().map(BundleProblem::message).toList();
    }

    private static List<BundleProblem> read(String text) {
        return BundleParser.read(List.of(new BundleFile("bundle.yaml", text))).problems();
    }
}
