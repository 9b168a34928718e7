package io.metagate.policy.redaction.plan;

import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.MaskVisitor;
import io.metagate.policy.redaction.transform.Transform;

/**
 * The form that a mask has for {@link AsciiMask}, known before the first value.
 *
 * @param kind which mask
 * @param keep how many characters it keeps, where it keeps a number of them
 * @param longestHidden up to how many characters it keeps none then
 */
record AsciiForm(Kind kind, int keep, int longestHidden) {

    static final AsciiForm NONE = of(Kind.NONE);

    /** The masks that have such a form. */
    enum Kind {
        NONE,
        EMAIL,
        EMAIL_WITHOUT_DOMAIN,
        FIRST,
        LAST,
        INITIALS
    }

    /** The form of a transform; {@link #NONE} if it is not one of those masks. */
    static AsciiForm of(Transform transform) {
        return transform instanceof MaskTransform mask ? mask.acceptMask(new FormOf()) : NONE;
    }

    private static AsciiForm of(Kind kind) {
        return new AsciiForm(kind, 0, 0);
    }

    /** The form of each mask. */
    private static final class FormOf implements MaskVisitor<AsciiForm> {
        @Override
        public AsciiForm email(MaskTransform.Email email) {
            return of(email.domainHidden() ? Kind.EMAIL_WITHOUT_DOMAIN : Kind.EMAIL);
        }

        @Override
        public AsciiForm first(MaskTransform.First first) {
            return new AsciiForm(Kind.FIRST, first.keep(), first.longestHidden());
        }

        @Override
        public AsciiForm last(MaskTransform.Last last) {
            return new AsciiForm(Kind.LAST, last.keep(), last.longestHidden());
        }

        @Override
        public AsciiForm initials(MaskTransform.Initials initials) {
            return of(Kind.INITIALS);
        }

        @Override
        public AsciiForm filename(FilenameMask filename) {
            return NONE;
        }

        @Override
        public AsciiForm ip(IpMask ip) {
            return NONE;
        }
    }
}
