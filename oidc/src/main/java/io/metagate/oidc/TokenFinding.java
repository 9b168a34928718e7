package io.metagate.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with a token, for whoever holds it.
 *
 * @param refusal the class of reason
 * @param said what the token says there, cut if it is long, and what is not ASCII as ?; empty if that is nothing or
 *     somebody's name
 */
public record TokenFinding(TokenRefusal refusal, String said) {

    private static final int MAX_SAID = 200;

    static TokenFinding of(TokenRefusal refusal, SignedToken token) {
        String said =
                switch (refusal) {
                    case ALGORITHM -> said(token.header(), List.of("alg"));
                    case UNKNOWN_KEY, SIGNATURE -> said(token.header(), List.of("kid", "alg"));
                    case ISSUER -> said(token.claims(), List.of("iss"));
                    case AUDIENCE -> said(token.claims(), List.of("aud"));
                    case EXPIRED, NOT_YET_VALID, LIFETIME -> said(token.claims(), List.of("iat", "nbf", "exp"));
                    case TYPE ->
                        said(token.header(), List.of("typ"))
                                + said(token.claims(), List.of("typ", "token_use", "token_type"));
                    default -> "";
                };
        return new TokenFinding(refusal, said.length() > MAX_SAID ? said.substring(0, MAX_SAID) + "..." : said);
    }

    private static String said(JsonNode object, List<String> members) {
        return members.stream()
                .filter(object::has)
                .map(member -> member + "=" + object.get(member))
                .collect(Collectors.joining(" "))
                .replaceAll("[^ -~]", "?");
    }
}
