package io.metagate.gateway.identity;

import io.metagate.oidc.VerifiedToken;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PlainScalarVisitor;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Makes the principal of a request out of its verified token, and out of nothing else. */
@ApplicationScoped
public class PrincipalResolver {

    private static final String PRINCIPAL = "metagate.principal";

    /** When the principal's token expires; one that does not say so has expired (P6). */
    public static Instant expiry(Principal principal) {
        ScalarValue exp = principal.claim("exp").stream().findFirst().orElse(new ScalarValue.Null());
        return exp.accept(new ExpiryReader());
    }

    /** The time that a claim tells in seconds; the beginning of time, where it tells none. */
    private static final class ExpiryReader implements PlainScalarVisitor<Instant> {

        @Override
        public Instant integer(ScalarValue.Int integer) {
            return moment(integer.number());
        }

        @Override
        public Instant real(ScalarValue.Real real) {
            return moment((long) real.number());
        }

        @Override
        public Instant text(ScalarValue.Text text) {
            return Instant.MIN;
        }

        @Override
        public Instant bool(ScalarValue.Bool bool) {
            return Instant.MIN;
        }

        @Override
        public Instant nothing(ScalarValue.Null nothing) {
            return Instant.MIN;
        }

        @Override
        public Instant typed(ScalarValue value) {
            return Instant.MIN;
        }
    }

    /** Whatever number it is: beyond all times is at their end. */
    private static Instant moment(long seconds) {
        return Instant.ofEpochSecond(
                Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), seconds)));
    }

    /**
     * An identity that knows its principal, and holds neither the token nor anything of the request that it came with.
     */
    SecurityIdentity identity(VerifiedToken token) {
        Principal principal = read(token);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(principal.subject()))
                .addRoles(principal.roles())
                .addAttribute(PRINCIPAL, principal)
                .build();
    }

    /**
     * The principal of that identity.
     *
     * @throws UnauthorizedException if the identity does not come from a verified token
     */
    public Principal resolve(SecurityIdentity identity) {
        Principal known = identity.getAttribute(PRINCIPAL);
        if (known == null) {
            throw new UnauthorizedException();
        }
        return known;
    }

    private static Principal read(VerifiedToken token) {
        String issuer = token.text("iss").orElseThrow(UnauthorizedException::new);
        String subject = token.text("sub").orElseThrow(UnauthorizedException::new);
        return new Principal(issuer, subject, token.client().orElse(""), token.roles(), TokenClaims.of(token.claims()));
    }
}
