package io.metagate.policy.parser;

import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import io.metagate.policy.source.ProblemCollector;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;

/** Reads how values leave: a word such as {@code clear}, or a form such as {@code {mask: last, keep: 4}}. */
record TransformParser(ProblemCollector problems) {

    static final Transform NOTHING = new Transform.Remove();

    private static final String KNOWN =
            "unknown transform; known are clear, remove, null, pseudonym, token, scrub, {constant: ...},"
                    + " {mask: email | first | last | initials | ip | filename}, {truncate: year | month | day | hour},"
                    + " {bucket: ...}";

    Transform read(YamlNode node) {
        if (!node.isMapping()) {
            return readWord(node);
        }
        Set<String> keys = Set.copyOf(
                node.keys().stream().map(key -> key.value()).distinct().toList());
        if (keys.contains("mask")) {
            return readMask(node);
        }
        if (keys.contains("constant")) {
            return new Transform.Constant(YamlObject.open(node, problems, Set.of("constant"))
                    .need("constant")
                    .text());
        }
        if (keys.contains("truncate")) {
            return readTruncate(
                    YamlObject.open(node, problems, Set.of("truncate")).need("truncate"));
        }
        if (keys.contains("bucket")) {
            return readBucket(YamlObject.open(node, problems, Set.of("bucket")).need("bucket"));
        }
        throw node.misread(KNOWN);
    }

    private static Transform readWord(YamlNode node) {
        if (node.isNull()) {
            return new Transform.Null();
        }
        return switch (node.isText() ? node.text() : "") {
            case "clear" -> new Transform.Clear();
            case "remove" -> NOTHING;
            case "pseudonym" -> new Transform.Pseudonym();
            case "token" -> new TokenTransform();
            case "scrub" -> new ScrubTransform();
            default -> throw node.misread(KNOWN);
        };
    }

    private Transform readMask(YamlNode node) {
        YamlObject all = YamlObject.open(node, problems, Set.of("mask", "keep", "domain"));
        YamlNode mask = all.need("mask");
        return switch (mask.text()) {
            case "email" -> readEmail(YamlObject.open(node, problems, Set.of("mask", "domain")));
            case "initials" -> alone(node, new MaskTransform.Initials());
            case "ip" -> alone(node, new IpMask());
            case "filename" -> alone(node, new FilenameMask());
            case "first" -> {
                int keep = readKeep(node);
                yield node.checked(() -> new MaskTransform.First(keep));
            }
            case "last" -> {
                int keep = readKeep(node);
                yield node.checked(() -> new MaskTransform.Last(keep));
            }
            default -> throw mask.misread(KNOWN);
        };
    }

    /** A mask without more to say. */
    private Transform alone(YamlNode node, MaskTransform mask) {
        YamlObject.open(node, problems, Set.of("mask"));
        return mask;
    }

    private static Transform readEmail(YamlObject object) {
        boolean hidden = object.get("domain")
                .map(domain -> {
                    if (!domain.text().equals("hide")) {
                        throw domain.misread("expected 'hide'");
                    }
                    return true;
                })
                .orElse(false);
        return new MaskTransform.Email(hidden);
    }

    private int readKeep(YamlNode node) {
        YamlNode keep = YamlObject.open(node, problems, Set.of("mask", "keep")).need("keep");
        return keep.checked(() -> Math.toIntExact(Math.min(keep.integer(), 1_000)));
    }

    private static Transform readBucket(YamlNode node) {
        if (!node.isInteger() && !node.isReal()) {
            throw node.misread("expected a number");
        }
        return node.checked(() -> new BucketTransform(new BigDecimal(node.scalar())));
    }

    private static Transform readTruncate(YamlNode node) {
        return Arrays.stream(TruncateTransform.Unit.values())
                .filter(unit -> unit.wireName().equals(node.text()))
                .map(TruncateTransform::new)
                .findFirst()
                .orElseThrow(() -> node.misread("unknown unit; known are year, month, day, hour"));
    }
}
