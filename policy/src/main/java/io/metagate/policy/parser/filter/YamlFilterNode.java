package io.metagate.policy.parser.filter;

import io.metagate.policy.filter.FilterMember;
import io.metagate.policy.filter.FilterNode;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.parser.yaml.ScalarParser;
import io.metagate.policy.parser.yaml.YamlMember;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.BundleParseException;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.source.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a filter in YAML.
 *
 * @param claims whether claims can stand for values
 */
record YamlFilterNode(YamlNode node, ProblemCollector problems, boolean claims)
        implements FilterNode<SourcePosition, BundleParseException> {

    private static final Pattern CLAIM = Pattern.compile("\\$\\{principal\\.claims\\.([A-Za-z0-9_:/.-]{1,128})\\}");

    @Override
    public SourcePosition at() {
        return node.at();
    }

    @Override
    public boolean isObject() {
        return node.isMapping();
    }

    @Override
    public boolean isArray() {
        return node.isList();
    }

    @Override
    public boolean isText() {
        return node.isText();
    }

    @Override
    public boolean isTypedValue() {
        return ScalarParser.isTyped(node);
    }

    @Override
    public List<FilterMember<SourcePosition, BundleParseException>> members() {
        return node.isMapping()
                ? YamlMember.of(node, problems).stream().map(this::member).toList()
                : List.of();
    }

    @Override
    public List<YamlFilterNode> items() {
        return node.isList() ? node.items().stream().map(this::below).toList() : List.of();
    }

    @Override
    public Optional<Boolean> flag() {
        return node.isBool() ? Optional.of(node.bool()) : Optional.empty();
    }

    @Override
    public Operand operand() {
        if (node.isText() && node.scalar().contains("${")) {
            return claim();
        }
        // Nothing written is more likely forgotten than meant, and null finds the records without the field.
        boolean isNull = node.isNull() && node.scalar().equals("null");
        return new Operand.Literal(isNull ? new ScalarValue.Null() : ScalarParser.read(node));
    }

    private Operand claim() {
        if (!claims) {
            throw node.misread("a caller's filter has no claims in it");
        }
        Matcher claim = CLAIM.matcher(node.scalar());
        if (!claim.matches()) {
            throw node.misread("expected ${principal.claims.NAME} and nothing around it");
        }
        return new Operand.Claim(claim.group(1));
    }

    private FilterMember<SourcePosition, BundleParseException> member(YamlMember member) {
        return new FilterMember<>(member.key().at(), member.name(), below(member.value()));
    }

    private YamlFilterNode below(YamlNode part) {
        return new YamlFilterNode(part, problems, claims);
    }
}
