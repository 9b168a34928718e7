package io.metagate.policy.source;

import io.metagate.policy.model.Limit;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.Per;
import io.metagate.policy.model.PrincipalSelector;
import io.metagate.policy.model.Quota;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the spec of a {@code Limit}. */
record LimitReader(Problems problems) {

    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

    Limit read(Located<String> name, YamlNode spec) {
        YamlObject object = YamlObject.open(spec, problems, Set.of("principals", "per", "requests"));
        List<Quota> requests = object.needList("requests", problems, this::readQuota);
        Per per = readPer(object.need("per"));
        PrincipalSelector principals = new PrincipalsReader(problems).read(object.need("principals"));
        return new Limit(name, principals, per, requests);
    }

    private Quota readQuota(YamlNode node) {
        YamlObject object = YamlObject.open(node, problems, Set.of("quota", "window", "burst"));
        long quota = object.need("quota").integer();
        Duration window = object.need("window").parsed(LimitReader::window);
        long burst = object.get("burst").map(YamlNode::integer).orElse(quota);
        return node.checked(() -> new Quota(quota, window, burst));
    }

    private static Per readPer(YamlNode node) {
        return switch (node.text()) {
            case "principal" -> Per.PRINCIPAL;
            case "client" -> Per.CLIENT;
            default -> throw node.misread("expected principal or client");
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
