package io.metagate.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.oidc.keys.Jwks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesClaimTest {

    private static final String USUAL = "roles,realm_access/roles";

    @Test
    void joinsAllClaimsThatAreThere() {
        assertThat(roles(USUAL, "{'roles':['a','b'],'realm_access':{'roles':['b','c']}}"))
                .contains(Set.of("a", "b", "c"));
        assertThat(roles(USUAL, "{'realm_access':{'roles':['c']}}")).contains(Set.of("c"));
        assertThat(roles(USUAL, "{'realm_access':{}}")).contains(Set.of());
        assertThat(roles(USUAL, "{}")).contains(Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"team lead", "a,b", "a b", "a;b", " a", "*"})
    void takesATextForOneRole(String text) {
        assertThat(roles("roles", "{'roles':'" + text + "'}")).contains(Set.of(text));
        assertThat(roles("roles", "{'roles':['" + text + "']}")).contains(Set.of(text));
    }

    @Test
    void takesATextApartAtTheSeparatorOnlyIfThereIsOne() {
        RolesClaim spaced = RolesClaim.read("roles", Optional.of(" ")).orElseThrow();
        RolesClaim piped = RolesClaim.read("roles", Optional.of("|")).orElseThrow();
        assertThat(spaced.roles(Jwks.object("{\"roles\":\"team lead  x\"}"))).contains(Set.of("team", "lead", "x"));
        assertThat(piped.roles(Jwks.object("{\"roles\":\"team lead|x\"}"))).contains(Set.of("team lead", "x"));
        assertThat(spaced.roles(Jwks.object("{\"roles\":[\"team lead\"]}"))).contains(Set.of("team lead"));
    }

    @Test
    void takesNamesInQuotesAsTheyStand() {
        assertThat(roles("\"https://acme.example/roles\"", "{'https://acme.example/roles':['a']}"))
                .contains(Set.of("a"));
        assertThat(roles("resource_access/\"a,b\"/roles,x", "{'resource_access':{'a,b':{'roles':['a']}},'x':'b'}"))
                .contains(Set.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'roles':7}",
                "{'roles':null}",
                "{'roles':{}}",
                "{'roles':true}",
                "{'roles':['a',7]}",
                "{'roles':['a',null]}",
                "{'roles':[['a']]}",
                "{'realm_access':null}",
                "{'realm_access':['roles']}",
                "{'roles':['a'],'realm_access':{'roles':7}}"
            })
    void readsNoRolesInOtherForms(String claims) {
        assertThat(roles(USUAL, claims)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a,", ",a", "a,,b", "/a", "a/", "a//b", "a b", "a, b", "\"a", "a\"b\"", "\"a\"b", "\"\"", "a\n"
            })
    void takesNoOtherPaths(String written) {
        assertThat(RolesClaim.read(written, Optional.empty())).isEmpty();
    }

    @Test
    void readsPaths() {
        assertThat(RolesClaim.read("a/b,c", Optional.empty()).map(RolesClaim::paths))
                .contains(List.of(List.of("a", "b"), List.of("c")));
    }

    private static Optional<Set<String>> roles(String written, String claims) {
        return RolesClaim.read(written, Optional.empty()).orElseThrow().roles(Jwks.object(claims.replace('\'', '"')));
    }
}
