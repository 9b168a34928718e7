package io.metagate.policy.source;

import io.metagate.policy.model.Expectation;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.TestedQuery;
import io.metagate.policy.model.Written;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the spec of a {@code PolicyTest}. */
record PolicyTestReader(Problems problems) {

    private static final Set<String> KNOWN = Set.of("as", "at", "purpose", "action", "given", "expect");

    PolicyTest read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN);
        PolicyTest.Given given = readGiven(object.need("given"));
        Expectation expect = readExpectation(object.need("expect"));
        if (expect.read().isPresent() && given.record().isEmpty()) {
            throw object.need("given").misread("missing key 'record', of which 'expect' says what is read");
        }
        return new PolicyTest(
                name,
                readPrincipal(object.need("as")),
                object.get("at").map(at -> at.parsed(PolicyTestReader::instant)),
                object.need("purpose").located(),
                object.get("action").map(PolicyReader::readAction).orElse(Action.READ),
                given,
                expect);
    }

    private Principal readPrincipal(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("roles", "client", "subject", "claims"));
        Map<String, Claim> claims = new LinkedHashMap<>();
        object.get("claims").ifPresent(all -> all.members(problems)
                .forEach((claim, values) -> claims.put(claim, new ClaimReader(problems).read(values))));
        Set<String> roles = Set.copyOf(object.list("roles", problems, YamlNode::text));
        String client = object.get("client").map(YamlNode::text).orElse("test");
        String subject = object.get("subject").map(YamlNode::text).orElse("test");
        return node.checked(() -> new Principal("https://issuer.example", subject, client, roles, claims));
    }

    private PolicyTest.Given readGiven(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("collection", "record"));
        Optional<Written> record = object.get("record").map(new WrittenReader(problems)::readMembers);
        return new PolicyTest.Given(object.need("collection").located(), record);
    }

    private Expectation readExpectation(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("read", "denied", "refused", "allowed"));
        boolean denied = object.get("denied").map(YamlNode::bool).orElse(false);
        List<TestedQuery> refused = object.list("refused", problems, new QueryReader(problems)::read);
        List<TestedQuery> allowed = object.list("allowed", problems, new QueryReader(problems)::read);
        boolean more = object.has("read") || object.has("refused") || object.has("allowed");
        if (denied == more || (object.has("denied") && !denied)) {
            throw node.misread("expected either 'denied: true', or some of read, refused and allowed");
        }
        return new Expectation(node.at(), object.get("read").map(this::readRead), denied, refused, allowed);
    }

    private Written readRead(YamlNode node) {
        boolean nothing = node.isScalar() && node.tag().equals(Tag.NULL);
        return nothing ? new WrittenReader(problems).read(node) : new WrittenReader(problems).readMembers(node);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a time such as 2026-01-05T09:00:00Z", e);
        }
    }
}
