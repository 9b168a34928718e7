package io.metagate.policy.parser;

import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.model.limit.LimitMetric;
import io.metagate.policy.model.limit.LimitScope;
import io.metagate.policy.model.limit.Quota;
import io.metagate.policy.parser.yaml.PartialParser;
import io.metagate.policy.parser.yaml.YamlNode;
import io.metagate.policy.parser.yaml.YamlObject;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the spec of a {@code Limit}. */
record LimitParser(ProblemCollector problems) {

    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of("principals", "per"),
                    Arrays.stream(LimitMetric.values()).map(LimitMetric::wireName))
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern CLAIM = Pattern.compile("claim:([A-Za-z0-9_:/.-]{1,128})");
    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,8})([smhd])");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})(KiB|MiB|GiB)");

    /** The limit; empty where one of its parts cannot be read. */
    Optional<Limit> read(LocatedElement<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, KNOWN);
        PartialParser parts = new PartialParser(problems);
        var quotas = parts.read(() -> readQuotas(object));
        var per = parts.read(() -> readPer(object.need("per")));
        var principals = parts.read(() -> new PrincipalsParser(problems).readBounded(object.need("principals")));
        return parts.whole(() -> new Limit(name, principals.get(), per.get(), quotas.get()));
    }

    private Map<LimitMetric, LocatedElement<List<Quota>>> readQuotas(YamlObject object) {
        PartialParser parts = new PartialParser(problems);
        Map<LimitMetric, Supplier<LocatedElement<List<Quota>>>> read = new EnumMap<>(LimitMetric.class);
        for (LimitMetric measure : LimitMetric.values()) {
            object.get(measure.wireName())
                    .ifPresent(node -> read.put(measure, parts.read(() -> readQuotas(node, measure))));
        }
        if (read.isEmpty()) {
            throw object.misread("expected quotas on one at least of requests, probes, records, bytes, dataSubjects");
        }
        Map<LimitMetric, LocatedElement<List<Quota>>> quotas = new EnumMap<>(LimitMetric.class);
        read.forEach((measure, each) -> quotas.put(measure, each.get()));
        return quotas;
    }

    private LocatedElement<List<Quota>> readQuotas(YamlNode node, LimitMetric measure) {
        return new LocatedElement<>(node.at(), problems.each(node.someItems(), quota -> readQuota(quota, measure)));
    }

    private Quota readQuota(YamlNode node, LimitMetric measure) {
        YamlObject object = YamlObject.open(node, problems, Set.of("quota", "window", "burst"));
        PartialParser parts = new PartialParser(problems);
        var quota = parts.read(() -> readAmount(object.need("quota"), measure));
        var window = parts.read(() -> object.need("window").parsed(LimitParser::window));
        var burst = parts.read(() -> object.get("burst").map(amount -> readAmount(amount, measure)));
        return node.checked(
                () -> new Quota(quota.get(), window.get(), burst.get().orElse(quota.get())));
    }

    private static long readAmount(YamlNode node, LimitMetric measure) {
        return measure == LimitMetric.BYTES ? node.parsed(LimitParser::size) : node.integer();
    }

    private static LimitScope readPer(YamlNode node) {
        Matcher claim = CLAIM.matcher(node.text());
        if (claim.matches()) {
            return new LimitScope.EachValue(claim.group(1));
        }
        return switch (node.text()) {
            case "principal" -> LimitScope.PRINCIPAL;
            case "client" -> LimitScope.CLIENT;
            default -> throw node.misread("expected principal, client or claim:NAME");
        };
    }

    private static long size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("a size is a number and KiB, MiB or GiB, such as 50MiB");
        }
        long number = Long.parseLong(size.group(1));
        return switch (size.group(2)) {
            case "KiB" -> number << 10;
            case "MiB" -> number << 20;
            default -> number << 30;
        };
    }

    private static Duration window(String text) {
        Matcher window = WINDOW.matcher(text);
        if (!window.matches()) {
            throw new IllegalArgumentException("a window is a number and s, m, h or d, such as 10m");
        }
        long number = Long.parseLong(window.group(1));
        return switch (window.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
