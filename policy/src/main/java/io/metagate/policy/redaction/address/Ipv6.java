package io.metagate.policy.redaction.address;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An address of version 6 by its eight groups of 16 bits. */
record Ipv6(List<Integer> groups) implements IpAddress {

    private static final int GROUPS = 8;
    private static final int LONGEST = 45;
    private static final String GAP = "::";
    private static final List<Integer> MAPPED = List.of(0, 0, 0, 0, 0, 0xFFFF);
    private static final int SIX_TO_FOUR = 0x2002;

    Ipv6 {
        groups = List.copyOf(groups);
    }

    static Optional<Ipv6> read(String text) {
        int gap = text.indexOf(GAP);
        if (text.length() > LONGEST || (gap >= 0 && text.indexOf(GAP, gap + 1) >= 0)) {
            return Optional.empty();
        }
        if (gap < 0) {
            return groups(text, true).filter(all -> all.size() == GROUPS).map(Ipv6::new);
        }
        Optional<List<Integer>> before = groups(text.substring(0, gap), false);
        Optional<List<Integer>> behind = groups(text.substring(gap + GAP.length()), true);
        return before.flatMap(first -> behind.flatMap(last -> around(first, last)));
    }

    /** The address of version 4 that is mapped into this one. */
    Optional<Ipv4> mapped() {
        return groups.subList(0, MAPPED.size()).equals(MAPPED)
                ? Optional.of(new Ipv4((groups.get(6) << 16) | groups.get(7)))
                : Optional.empty();
    }

    /** In the form of RFC 5952: the zeros behind the network are the longest row of them. Empty for 6to4 (RFC 3056). */
    @Override
    public Optional<String> network() {
        if (groups.get(0) == SIX_TO_FOUR) {
            return Optional.empty();
        }
        int length = 3;
        while (length > 0 && groups.get(length - 1) == 0) {
            length--;
        }
        return Optional.of(
                groups.subList(0, length).stream().map(Integer::toHexString).collect(Collectors.joining(":"))
                        + "::/48");
    }

    private static Optional<Ipv6> around(List<Integer> before, List<Integer> behind) {
        int zeros = GROUPS - before.size() - behind.size();
        if (zeros < 1) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(before);
        all.addAll(Collections.nCopies(zeros, 0));
        all.addAll(behind);
        return Optional.of(new Ipv6(all));
    }

    private static Optional<List<Integer>> groups(String text, boolean last) {
        List<Integer> groups = new ArrayList<>();
        List<String> parts = text.isEmpty() ? List.of() : List.of(text.split(":", -1));
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            Optional<Ipv4> four = last && i == parts.size() - 1 ? Ipv4.read(part) : Optional.empty();
            if (four.isPresent()) {
                groups.add(four.get().bits() >>> 16);
                groups.add(four.get().bits() & 0xFFFF);
            } else if (!part.isEmpty() && part.length() <= 4 && part.chars().allMatch(HexFormat::isHexDigit)) {
                groups.add(HexFormat.fromHexDigits(part));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }
}
