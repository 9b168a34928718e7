package io.metagate.policy.compile.condition;

import static io.metagate.policy.compiled.PolicyCondition.Truth.FAILS;
import static io.metagate.policy.compiled.PolicyCondition.Truth.HOLDS;
import static io.metagate.policy.compiled.PolicyCondition.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.compiled.PolicyCondition.Truth;
import io.metagate.policy.model.ConditionExpression;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.SourcePosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionCompilerTest {

    private static final SourcePosition AT = new SourcePosition("p.yaml", 1, 1);
    private static final RequestFacts FACTS =
            new RequestFacts("support", Action.SEARCH, "accounts", Instant.parse("2026-01-05T09:30:00Z"));
    private static final Principal JANE = new Principal(
            "https://issuer.example",
            "jane",
            "desk",
            Set.of("support", "lead"),
            Map.of(
                    "acr", Claim.of(new ScalarValue.Text("mfa")),
                    "regions", Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Text("us"))),
                    "tenant", Claim.ofList(List.of(new ScalarValue.Text("acme"))),
                    "level", Claim.of(new ScalarValue.Int(3)),
                    "share", Claim.of(new ScalarValue.Real(0.5)),
                    "vip", Claim.of(new ScalarValue.Bool(true)),
                    "none", Claim.ofList(List.of()),
                    "nil", Claim.of(new ScalarValue.Null()),
                    "holed", Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Null()))));

    private final ConditionCompiler compiler = new ConditionCompiler();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "principal.subject == 'jane' && principal.client == 'desk'",
                "'lead' in principal.roles && size(principal.roles) == 2",
                "principal.roles.exists(role, role.startsWith('sup'))",
                "principal.claims.acr == 'mfa'",
                "principal.claims['acr'] == 'mfa'",
                "'eu' in principal.claims.regions",
                "principal.claims.regions.all(region, region in ['eu', 'us', 'asia'])",
                "principal.claims.tenant == ['acme']",
                "principal.claims.level >= 3 && principal.claims.level == 3.0",
                "principal.claims.share < 1",
                "principal.claims.vip",
                "principal.claims.none == []",
                "has(principal.claims.acr) && !has(principal.claims.absent)",
                "request.purpose == 'support' && request.action == 'search' && request.collection == 'accounts'",
                "request.time.getHours() == 9 && request.time.getHours('Europe/Berlin') == 10",
                "request.time < timestamp('2026-01-06T00:00:00Z')",
                "request.time - timestamp('2026-01-05T09:00:00Z') == duration('30m')",
                "request.time.getDayOfWeek('UTC') in [1, 2, 3, 4, 5]",
                "principal.claims.absent == 1 || request.purpose == 'support'",
                "principal.claims.level > 2 ? principal.claims.vip : false",
                "principal.claims.acr != 'password' && principal.claims.level != 4.5 && principal.claims.vip != false",
                "!(principal.claims.acr in ['password', 'otp'])",
                "principal.claims.tenant == 'acme' || 'acme' in principal.claims.tenant",
                "has(principal.claims.absent) || principal.claims.absent == 'x' || principal.claims.vip",
                "'acr' in principal.claims && !('absent' in principal.claims)",
            })
    void holds(String expression) {
        assertThat(ask(expression)).isEqualTo(HOLDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "principal.claims.acr == 'password'",
                "'asia' in principal.claims.regions",
                "principal.claims.none.exists(value, true)",
                "request.time.getHours('UTC') < 6",
                "has(principal.claims.absent) && principal.claims.absent == 'x'",
            })
    void fails(String expression) {
        assertThat(ask(expression)).isEqualTo(FAILS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "principal.claims.absent == 'x'",
                "principal.claims.absent != 'x'",
                "!(principal.claims.absent == 'x')",
                "principal.claims.nil == 'x'",
                "'eu' in principal.claims.acr",
                "!('us' in principal.claims.holed)",
                "principal.claims.acr",
                "principal.claims.acr > 3",
                "principal.claims.regions.eu == 1",
                "int(principal.claims.acr) == 1",
                "principal.claims.level / 0 == 1",
                "principal.claims.level * 9223372036854775807 > 0",
                "request.time.getHours(principal.subject) == 1",
                "request.time + duration('9223372036s') + duration('9223372036s') + duration('315576000000s') > request.time",
                "timestamp(principal.subject) < request.time",
            })
    void isUnknownWhereAnAnswerCannotBeGiven(String expression) {
        assertThat(ask(expression)).isEqualTo(UNKNOWN);
    }

    @Test
    void goesThroughAllClaimsWhereAllCanBeRead() {
        Principal joe = new Principal("i", "joe", "", Set.of(), Map.of("acr", Claim.of(new ScalarValue.Text("mfa"))));

        assertThat(sound("principal.claims.exists(name, name == 'acr')").of(joe, FACTS))
                .isEqualTo(HOLDS);
        assertThat(sound("principal.claims.exists(name, name == 'site')").of(joe, FACTS))
                .isEqualTo(FAILS);
        assertThat(sound("size(principal.claims) == 1").of(joe, FACTS)).isEqualTo(HOLDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has(principal.claims.CLAIM) || request.purpose == 'support'",
                "!has(.principal.claims.CLAIM) && request.purpose == 'other'",
                "has(principal.claims.CLAIM)",
                "!has(principal.claims.CLAIM)",
                "has(principal.claims.CLAIM.deeper)",
                "!has(principal.claims.CLAIM.deeper)",
                "!(has(principal.claims.CLAIM) && principal.claims.CLAIM == 'x')",
                "has(principal.claims.CLAIM) ? true : false",
                "has(principal.claims.CLAIM) ? false : true",
                "has(principal.claims.CLAIM) == false",
                "'CLAIM' in principal.claims",
                "!('CLAIM' in principal.claims)",
                "principal.claims.CLAIM == null",
                "principal.claims.CLAIM != null",
                "principal.claims['CLAIM'] != 'x'",
                "principal.claims[dyn('CLAIM')] != 'x'",
                "principal.claims['CL' + 'AIM'] != 'x'",
                "!('x' in principal.claims.CLAIM)",
                "!('x' in dyn(principal.claims.CLAIM))",
                "!(principal.claims.CLAIM in ['x'])",
                "principal.claims.CLAIM != principal.claims.acr",
                "!(principal.claims.acr in principal.claims.CLAIM)",
                "dyn(principal.claims.CLAIM) != dyn(1)",
                "[principal.claims.CLAIM] != ['x']",
                "size(principal.claims.CLAIM) == 0",
                "principal.claims.CLAIM.size() >= 0",
                "principal.claims.CLAIM.all(item, item != 'x')",
                "!principal.claims.CLAIM.exists(item, item == 'x')",
                "['x'].all(item, !has(principal.claims.CLAIM))",
                "['x'].exists(item, item in principal.claims)  || !has(principal.claims.CLAIM)",
                "principal.claims.exists(name, name == 'CLAIM')",
                "!principal.claims.exists(name, name == 'CLAIM')",
                "principal.claims.all(name, name != 'CLAIM')",
                "principal.claims.all(name, principal.claims[name] != 'x')",
                "size(principal.claims) > 0",
                "principal.claims.size() < 100",
                "principal.claims != {}",
                "!(principal.claims == {'CLAIM': dyn(1)})",
                "!(principal.claims in [{'CLAIM': dyn(1)}])",
                "dyn(principal.claims) != dyn(1) && !has(principal.claims.CLAIM)",
                "type(principal.claims.CLAIM) != string",
            })
    void isUnknownWhereItDependsOnAClaimThatCannotBeRead(String expression) {
        for (String claim : List.of("nil", "holed")) {
            assertThat(ask(expression.replace("CLAIM", claim))).as(claim).isEqualTo(UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.purpose == 'support' || principal.claims.nil == 'acme'",
                "request.purpose == 'support' || 'acme' in principal.claims.holed",
                "principal.claims.tenant == 'acme'",
                "principal.claims.tenant != 'acme'",
                "'acme' != principal.claims['tenant']",
                "!(principal.claims.tenant == 'acme')",
                "principal.claims.level == '3'",
                "principal.claims.level != '3'",
                "principal.claims.acr != 3",
                "principal.claims.acr != true",
                "principal.claims.vip != 1.5",
                "principal.claims.acr != ['mfa']",
                "principal.claims.none != 'x'",
                "principal.claims.tenant != principal.claims.acr",
                "principal.claims.acr == principal.claims['level']",
                "!(principal.claims.tenant in principal.claims.regions)",
                "!(principal.claims.level in principal.claims.regions)",
                "principal.claims.acr != request.time",
                "principal.claims.tenant != principal.subject",
                "principal.claims.tenant != (principal.claims.vip ? 'acme' : 'other')",
                "!(principal.claims.tenant in ['acme', 'other'])",
                "!(principal.claims.tenant in principal.roles)",
                "!(principal.claims.tenant in {'acme': 1})",
                "!['acme'].exists(name, name == principal.claims.tenant)",
                "request.purpose == 'support' || principal.claims.tenant == 'acme'",
            })
    void isUnknownWhereAClaimIsOfAnotherTypeThanWhatItIsComparedWith(String expression) {
        assertThat(ask(expression)).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            principal == 'x'                                        | undeclared reference to 'principal'
            principal.issuer == 'x'                                 | undeclared reference to 'principal'
            request == 'x'                                          | undeclared reference to 'request'
            principal.subject.matches('(a+)+$')                     | undeclared reference to 'matches'
            matches(principal.subject, '((x{999}){999}){999}')      | undeclared reference to 'matches'
            principal.roles.map(r, r).size() > 1                    | undeclared reference to 'map'
            principal.roles.filter(r, true).size() > 1              | undeclared reference to 'filter'
            principal.roles.exists_one(r, true)                     | undeclared reference to 'exists_one'
            [1].all(a, [1].all(b, [1].all(c, a + b + c == 3)))      | cannot stand within one another
            principal.roles.exists(a, principal.roles.all(b, a==b)) | cannot stand within one another
            google.protobuf.Duration{seconds: 1} < duration('2s')   | makes no messages
            principal.subject                                       | expected type 'bool'
            false && principal.claims.vip                           | can never hold
            [].exists(x, x == 1)                                    | can never hold
            dyn(1)                                                  | gives no answer
            """)
    void refuses(String expression, String problem) {
        assertThat(problems(expression)).anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void refusesWhatCouldTakeLong() {
        List<String> adversarial = List.of(
                "(".repeat(500) + "true" + ")".repeat(500),
                "[".repeat(500) + "]".repeat(500) + " == []",
                "{1:".repeat(200) + "1" + "}".repeat(200) + " == {}",
                "principal.claims" + ".a".repeat(400) + " == 1",
                "principal.claims" + "[0]".repeat(300) + " == 1",
                "1" + "+1".repeat(500) + " == 1",
                "true" + "?true:true".repeat(99),
                "principal.roles == [" + "'a',".repeat(250) + "'a']",
                "principal.roles.all(a, " + "principal.roles.all(a, ".repeat(30) + "true" + ")".repeat(31),
                "has(" + "principal.claims.a".repeat(50) + ")",
                "principal.subject" + "+principal.subject".repeat(50) + " == ''");

        assertThat(adversarial).allSatisfy(expression -> {
            assertThat(expression.length()).isLessThanOrEqualTo(1_024);
            assertThat(problems(expression)).isNotEmpty();
        });
    }

    @Test
    void endsALoopThatTurnsTooOften() {
        List<ScalarValue> million = IntStream.range(0, 1_000_000)
                .<ScalarValue>mapToObj(ScalarValue.Int::new)
                .toList();
        Principal rich = new Principal("i", "s", "c", Set.of(), Map.of("numbers", Claim.ofList(million)));

        assertThat(sound("principal.claims.numbers.all(n, n >= 0)").of(rich, FACTS))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void putsEachProblemAtItsCharacter() {
        String text = "principal.subject == 1\n  && request.time == 'ö' && nobody";
        List<SourcePosition> places = IntStream.range(0, text.length())
                .mapToObj(index -> new SourcePosition("p.yaml", 7, 100 + index))
                .toList();

        CompiledCondition compiled = compiler.compile(new ConditionExpression(AT, text, places));

        assertThat(((CompiledCondition.Faulty) compiled).problems())
                .extracting(problem -> problem.at().column() - 100)
                .containsExactlyInAnyOrder(text.indexOf("== 1"), text.indexOf("== 'ö'"), text.indexOf("nobody"));
    }

    @Test
    void sharesOneProgramAmongEqualExpressions() {
        assertThat(sound("principal.claims.vip")).isSameAs(sound("principal.claims.vip"));
    }

    private Truth ask(String expression) {
        return sound(expression).of(JANE, FACTS);
    }

    private PolicyCondition sound(String expression) {
        CompiledCondition compiled = compiler.compile(new ConditionExpression(AT, expression, List.of()));
        if (compiled instanceof CompiledCondition.Sound sound) {
            return sound.condition();
        }
        throw new AssertionError(((CompiledCondition.Faulty) compiled).problems());
    }

    private List<String> problems(String expression) {
        CompiledCondition compiled = compiler.compile(new ConditionExpression(AT, expression, List.of()));
        return compiled instanceof CompiledCondition.Faulty faulty
                ? faulty.problems().stream().map(Object::toString).toList()
                : List.of();
    }
}
