package io.metagate.policy.diff.principal;

import io.metagate.policy.diff.principal.SelectedPart.SelectorCase;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PlainScalarVisitor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles, clients and claim values that selectors name, and those next to them that they may be for in doubt,
 * grouped where no selector tells them apart.
 */
final class TraitGroups {

    /** What is surely a text, and is told from no other value by quotes. */
    private static final Pattern PLAIN = Pattern.compile("(?!(true|false|null)$)[A-Za-z_][^\\p{Cntrl}\",]*");

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private final List<SelectorCase> selectors;
    private final List<List<PrincipalTrait>> roles = new ArrayList<>();
    private final List<List<PrincipalTrait>> clients = new ArrayList<>();
    private final List<Map<String, List<PrincipalTrait>>> claims = new ArrayList<>();
    private final Map<PrincipalTrait, BitSet> asking = new HashMap<>();

    TraitGroups(Collection<SelectorCase> distinct) {
        this.selectors = List.copyOf(distinct);
        selectors.forEach(each -> {
            roles.add(new ArrayList<>());
            clients.add(new ArrayList<>());
            claims.add(new TreeMap<>());
        });
        group(PrincipalSelector::roles, "role ", PrincipalTrait::role, roles);
        group(PrincipalSelector::clients, "client ", PrincipalTrait::client, clients);
        groupClaims();
        for (int n = 0; n < selectors.size(); n++) {
            int number = n;
            choices(n).stream().flatMap(List::stream).forEach(trait -> asking.computeIfAbsent(
                            trait, missing -> new BitSet())
                    .set(number));
        }
    }

    /** For each thing that the selector asks for, the traits of which one is enough. */
    List<List<PrincipalTrait>> choices(int selector) {
        List<List<PrincipalTrait>> choices = new ArrayList<>();
        Stream.of(roles.get(selector), clients.get(selector))
                .filter(traits -> !traits.isEmpty())
                .forEach(choices::add);
        choices.addAll(claims.get(selector).values());
        return choices;
    }

    /** The selectors for which the trait is enough of what they ask for of its kind. */
    BitSet asking(PrincipalTrait trait) {
        return asking.getOrDefault(trait, new BitSet());
    }

    private void group(
            Function<PrincipalSelector, Set<String>> names,
            String kind,
            TraitMaker maker,
            List<List<PrincipalTrait>> places) {
        Map<String, BitSet> naming = new TreeMap<>();
        for (int n = 0; n < selectors.size(); n++) {
            int number = n;
            selectors.get(n).principals().ifPresent(selector -> names.apply(selector)
                    .forEach(name -> naming.computeIfAbsent(name, missing -> new BitSet())
                            .set(number)));
        }
        byPlace(naming)
                .forEach((where, group) -> place(
                        maker.trait(
                                group.get(0),
                                group.stream().map(name -> kind + name).toList()),
                        where,
                        places));
    }

    private static void place(PrincipalTrait trait, BitSet where, List<List<PrincipalTrait>> places) {
        where.stream().forEach(selector -> places.get(selector).add(trait));
    }

    private static <K> Map<BitSet, List<K>> byPlace(Map<K, BitSet> naming) {
        Map<BitSet, List<K>> groups = new LinkedHashMap<>();
        naming.forEach((name, where) ->
                groups.computeIfAbsent(where, missing -> new ArrayList<>()).add(name));
        return groups;
    }

    private void groupClaims() {
        Set<String> names = new TreeSet<>();
        asking().forEach(selector -> names.addAll(selector.claims().keySet()));
        names.forEach(this::groupValues);
    }

    private Stream<PrincipalSelector> asking() {
        return selectors.stream().flatMap(each -> each.principals().stream());
    }

    private void groupValues(String name) {
        Map<ScalarValue, BitSet> accepting = new LinkedHashMap<>();
        asking().flatMap(selector -> selector.claims().getOrDefault(name, List.of()).stream())
                .forEach(value -> accepting.put(value, new BitSet()));
        Set<ScalarValue> named = new LinkedHashSet<>(accepting.keySet());
        Map<ScalarValue, String> neighbours = neighbours(named);
        neighbours.keySet().forEach(value -> accepting.put(value, new BitSet()));
        Map<List<ScalarValue>, Map<ScalarValue, Boolean>> doubtful = new HashMap<>();
        for (int n = 0; n < selectors.size(); n++) {
            accept(n, name, accepting, doubtful);
        }
        byPlace(accepting).forEach((where, values) -> {
            PrincipalTrait trait = PrincipalTrait.claim(name, values.get(0), texts(name, values, neighbours));
            where.stream().forEach(selector -> claims.get(selector)
                    .computeIfAbsent(name, missing -> new ArrayList<>())
                    .add(trait));
        });
    }

    /**
     * What values of a claim are called that are not told apart: those that selectors name each by itself, with all
     * others.
     */
    private static List<String> texts(String name, List<ScalarValue> values, Map<ScalarValue, String> neighbours) {
        String others = values.stream()
                .filter(neighbours::containsKey)
                .map(neighbours::get)
                .collect(Collectors.joining("/"));
        List<String> named = values.stream()
                .filter(value -> !neighbours.containsKey(value))
                .map(TraitGroups::text)
                .map(text -> "claim " + name + "=" + text + (others.isEmpty() ? "" : " (or " + others + ")"))
                .toList();
        return named.isEmpty() ? List.of("claim " + name + "=(" + others + ")") : named;
    }

    /** Notes for which of the values the selector is, whatever else it asks for. */
    private void accept(
            int number,
            String name,
            Map<ScalarValue, BitSet> accepting,
            Map<List<ScalarValue>, Map<ScalarValue, Boolean>> doubtful) {
        SelectorCase selector = selectors.get(number);
        List<ScalarValue> asked = selector.principals()
                .map(all -> all.claims().getOrDefault(name, List.of()))
                .orElse(List.of());
        if (asked.isEmpty()) {
            return;
        }
        if (!selector.inDoubt()) {
            asked.forEach(value ->
                    accepting.computeIfAbsent(value, each -> new BitSet()).set(number));
            return;
        }
        SelectorCase alone = new SelectorCase(
                selector.principals().map(all -> new PrincipalSelector(Set.of(), Set.of(), Map.of(name, asked))), true);
        Map<ScalarValue, Boolean> known = doubtful.computeIfAbsent(asked, missing -> new HashMap<>());
        accepting.forEach((value, where) -> {
            if (known.computeIfAbsent(value, each -> alone.selects(having(name, each)))) {
                where.set(number);
            }
        });
    }

    private static Principal having(String name, ScalarValue value) {
        return new Principal("diff", "diff", "", Set.of(), Map.of(name, Claim.of(value)));
    }

    /** The value of another type that is written alike. */
    private static Optional<ScalarValue> written(ScalarValue value) {
        if (!(value instanceof ScalarValue.Text text)) {
            return Optional.of(new ScalarValue.Text(text(value)));
        }
        String written = text.text().strip();
        if (written.equalsIgnoreCase("true") || written.equalsIgnoreCase("false")) {
            return Optional.of(new ScalarValue.Bool(Boolean.parseBoolean(written)));
        }
        return NUMBER.matcher(written).matches()
                ? Optional.of(new ScalarValue.Real(Double.parseDouble(written)).canonical())
                : Optional.empty();
    }

    /**
     * Values that no selector names: one of each type, those that are written like a named one; and how to call them.
     */
    private static Map<ScalarValue, String> neighbours(Set<ScalarValue> named) {
        Map<ScalarValue, String> neighbours = new LinkedHashMap<>();
        String text = "another text";
        while (named.contains(new ScalarValue.Text(text))) {
            text = "yet " + text;
        }
        long number = 1_000_003;
        while (named.contains(new ScalarValue.Int(number))) {
            number++;
        }
        neighbours.put(new ScalarValue.Text(text), "another text");
        neighbours.put(new ScalarValue.Int(number), "another number");
        Stream.of(true, false)
                .map(ScalarValue.Bool::new)
                .filter(bool -> !named.contains(bool))
                .forEach(bool -> neighbours.put(bool, text(bool)));
        named.forEach(value -> written(value)
                .filter(like -> !named.contains(like))
                .ifPresent(like -> neighbours.put(like, text(like))));
        neighbours.put(new ScalarValue.Null(), "unreadable");
        return neighbours;
    }

    /** A value as {@code policy explain --as-claims} takes it: texts that look like something else in quotes. */
    private static String text(ScalarValue value) {
        return value.accept(new ClaimText());
    }

    /** Each kind of value as text. */
    private static final class ClaimText implements PlainScalarVisitor<String> {
        @Override
        public String text(ScalarValue.Text text) {
            return PLAIN.matcher(text.text()).matches() ? text.text() : new JsonValue.Text(text.text()).toString();
        }

        @Override
        public String integer(ScalarValue.Int integer) {
            return Long.toString(integer.number());
        }

        @Override
        public String real(ScalarValue.Real real) {
            return BigDecimal.valueOf(real.number()).toString();
        }

        @Override
        public String bool(ScalarValue.Bool bool) {
            return Boolean.toString(bool.truth());
        }

        @Override
        public String nothing(ScalarValue.Null nothing) {
            return "null";
        }

        @Override
        public String typed(ScalarValue value) {
            throw new IllegalArgumentException("a claim is a text, a number or a boolean");
        }
    }

    /** Makes a trait of a name. */
    @FunctionalInterface
    private interface TraitMaker {
        PrincipalTrait trait(String name, List<String> texts);
    }
}
