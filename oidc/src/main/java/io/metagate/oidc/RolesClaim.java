package io.metagate.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a token's roles stand: all the claims that are there together.
 *
 * @param paths of each claim the names from the outermost to the innermost
 * @param separator what stands between the roles in a claim that is one text; without it such a text is one role
 */
record RolesClaim(List<List<String>> paths, Optional<String> separator) {

    private static final Pattern NAME = Pattern.compile("\"([^\"\\p{Cntrl}]+)\"|([^\"/,\\s\\p{Cntrl}]+)");

    RolesClaim {
        paths = List.copyOf(paths);
    }

    /**
     * Reads the paths as they are configured; empty if they are no such paths.
     *
     * @param written names with slashes between them; paths with commas between them; a name may stand in double quotes
     */
    static Optional<RolesClaim> read(String written, Optional<String> separator) {
        List<List<String>> paths = new ArrayList<>();
        List<String> path = new ArrayList<>();
        Matcher name = NAME.matcher(written);
        int at = 0;
        while (name.region(at, written.length()).lookingAt()) {
            path.add(name.group(1) == null ? name.group(2) : name.group(1));
            at = name.end();
            boolean ends = at == written.length();
            if (ends || written.charAt(at) == ',') {
                paths.add(List.copyOf(path));
                path.clear();
            } else if (written.charAt(at) != '/') {
                return Optional.empty();
            }
            if (ends) {
                return Optional.of(new RolesClaim(paths, separator));
            }
            at++;
        }
        return Optional.empty();
    }

    /**
     * The roles; empty if a claim is there and cannot be read: what is taken away by role would then not be taken away
     * (P6).
     */
    Optional<Set<String>> roles(JsonNode claims) {
        Set<String> roles = new LinkedHashSet<>();
        for (List<String> path : paths) {
            Optional<List<String>> found = found(claims, path);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            found.get().stream().filter(role -> !role.isBlank()).forEach(roles::add);
        }
        return Optional.of(roles);
    }

    private Optional<List<String>> found(JsonNode claims, List<String> path) {
        JsonNode node = claims;
        for (String name : path) {
            if (!node.isObject()) {
                return Optional.empty();
            }
            node = node.has(name) ? node.get(name) : MissingNode.getInstance();
            if (node.isMissingNode()) {
                return Optional.of(List.of());
            }
        }
        return texts(node);
    }

    private Optional<List<String>> texts(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(separator
                    .map(between -> List.of(node.textValue().split(Pattern.quote(between), -1)))
                    .orElseGet(() -> List.of(node.textValue())));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node) {
            if (!item.isTextual()) {
                return Optional.empty();
            }
            texts.add(item.textValue());
        }
        return node.isArray() ? Optional.of(texts) : Optional.empty();
    }
}
