package io.metagate.policy.diff.principal;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that a principal has, and that stands for all that no policy tells apart from it.
 *
 * @param kind what it is
 * @param name the role, the client or the claim
 * @param value the value of a claim; null for one that no policy can read, and where it is no claim
 * @param texts what it is and what it stands for, as in {@code role support-agent}; itself first
 */
record PrincipalTrait(Kind kind, String name, ScalarValue value, List<String> texts) {

    /** What a trait is. */
    enum Kind {
        ROLE,
        CLIENT,
        CLAIM
    }

    PrincipalTrait {
        texts = List.copyOf(texts);
    }

    static PrincipalTrait role(String name, List<String> texts) {
        return new PrincipalTrait(Kind.ROLE, name, new ScalarValue.Null(), texts);
    }

    static PrincipalTrait client(String name, List<String> texts) {
        return new PrincipalTrait(Kind.CLIENT, name, new ScalarValue.Null(), texts);
    }

    static PrincipalTrait claim(String name, ScalarValue value, List<String> texts) {
        return new PrincipalTrait(Kind.CLAIM, name, value, texts);
    }

    /** What of a principal it is: its roles, its client, or a claim of that name. */
    String asked() {
        return kind == Kind.CLAIM ? "claim " + name : kind.name();
    }

    /** Whether it is a claim that no policy can read, which no permit is for. */
    boolean unreadable() {
        return kind == Kind.CLAIM && value.isNull();
    }

    /** A principal that has these and nothing more. Of several values of one claim it has a list. */
    static Principal principal(Collection<PrincipalTrait> traits) {
        Set<String> roles = new LinkedHashSet<>();
        String client = "";
        Map<String, List<ScalarValue>> values = new LinkedHashMap<>();
        for (PrincipalTrait trait : traits) {
            switch (trait.kind) {
                case ROLE -> roles.add(trait.name);
                case CLIENT -> client = trait.name;
                case CLAIM ->
                    values.computeIfAbsent(trait.name, name -> new ArrayList<>())
                            .add(trait.value);
            }
        }
        Map<String, Claim> claims = new LinkedHashMap<>();
        values.forEach((name, all) -> claims.put(name, all.size() == 1 ? Claim.of(all.get(0)) : Claim.ofList(all)));
        return new Principal("diff", "diff", client, roles, claims);
    }
}
