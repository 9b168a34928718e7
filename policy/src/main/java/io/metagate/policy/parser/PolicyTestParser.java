package io.metagate.policy.parser;

import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.TestExpectation;
import io.metagate.policy.model.YamlValue;
import io.metagate.policy.parser.filter.YamlQueryParser;
import io.metagate.policy.parser.filter.YamlValueParser;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the spec of a {@code PolicyTest}. */
record PolicyTestParser(ProblemCollector problems) {

    private static final Set<String> KNOWN = Set.of("as", "at", "purpose", "action", "given", "expect");

    /** The test; empty where one of its parts cannot be read. */
    Optional<PolicyTest> read(LocatedElement<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN);
        PartialParser parts = new PartialParser(problems);
        var given = parts.read(() -> readGiven(object.need("given")));
        var expect = parts.read(() -> readExpectation(object.need("expect")));
        var principal = parts.read(() -> readPrincipal(object.need("as")));
        var at = parts.read(() -> object.get("at").map(time -> time.parsed(PolicyTestParser::instant)));
        var purpose = parts.read(() -> object.need("purpose").located());
        var action = parts.read(
                () -> object.get("action").map(PolicyParser::readAction).orElse(Action.READ));
        return parts.whole(() -> {
            if (expect.get().read().isPresent() && given.get().record().isEmpty()) {
                throw object.need("given").misread("missing key 'record', of which 'expect' says what is read");
            }
            return new PolicyTest(
                    name, principal.get(), at.get(), purpose.get(), action.get(), given.get(), expect.get());
        });
    }

    private Principal readPrincipal(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("roles", "client", "subject", "claims"));
        PartialParser parts = new PartialParser(problems);
        var claims = parts.read(() -> object.get("claims").map(this::readClaims).orElse(Map.of()));
        var roles = parts.read(() -> Set.copyOf(object.list("roles", problems, PrincipalsParser::readName)));
        var client = parts.read(() -> object.get("client")
                .map(id -> NameListParser.checked(id.text(), id::misread))
                .orElse("test"));
        var subject = parts.read(() -> object.get("subject").map(YamlNode::text).orElse("test"));
        return node.checked(
                () -> new Principal("https://issuer.example", subject.get(), client.get(), roles.get(), claims.get()));
    }

    private Map<String, Claim> readClaims(YamlNode node) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        node.members(problems).forEach((name, values) -> problems.attempt(() -> new ClaimParser(problems).read(values))
                .ifPresent(claim -> claims.put(name, claim)));
        return claims;
    }

    private PolicyTest.Given readGiven(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("collection", "record"));
        PartialParser parts = new PartialParser(problems);
        var record = parts.read(() -> object.get("record").map(new YamlValueParser(problems)::readMembers));
        var collection = parts.read(() -> object.need("collection").located());
        return new PolicyTest.Given(collection.get(), record.get().map(YamlValue.class::cast));
    }

    private TestExpectation readExpectation(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("read", "denied", "refused", "allowed"));
        PartialParser parts = new PartialParser(problems);
        var denied = parts.read(() -> readDenied(object));
        var read = parts.read(() -> object.get("read").map(this::readRead));
        var refused = parts.read(() -> object.list("refused", problems, new YamlQueryParser(problems)::read));
        var allowed = parts.read(() -> object.list("allowed", problems, new YamlQueryParser(problems)::read));
        return new TestExpectation(node.at(), read.get(), denied.get(), refused.get(), allowed.get());
    }

    private static boolean readDenied(YamlObject object) {
        boolean denied = object.get("denied").map(YamlNode::bool).orElse(false);
        boolean more = object.has("read") || object.has("refused") || object.has("allowed");
        if (denied == more || (object.has("denied") && !denied)) {
            throw object.misread("expected either 'denied: true', or some of read, refused and allowed");
        }
        return denied;
    }

    private YamlValue readRead(YamlNode node) {
        return node.isNull()
                ? new YamlValueParser(problems).read(node)
                : new YamlValueParser(problems).readMembers(node);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a time such as 2026-01-05T09:00:00Z", e);
        }
    }
}
