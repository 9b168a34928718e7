package io.metagate.policy.redaction;

/**
 * The form that a mask has for {@link AsciiMask}, known before the first value.
 *
 * @param kind which mask
 * @param keep how many characters it keeps, where it keeps a number of them
 */
record AsciiForm(Kind kind, int keep) {

    static final AsciiForm NONE = new AsciiForm(Kind.NONE, 0);

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
        if (transform instanceof Mask.Email email) {
            return new AsciiForm(email.domainHidden() ? Kind.EMAIL_WITHOUT_DOMAIN : Kind.EMAIL, 0);
        }
        if (transform instanceof Mask.First first) {
            return new AsciiForm(Kind.FIRST, first.keep());
        }
        if (transform instanceof Mask.Last last) {
            return new AsciiForm(Kind.LAST, last.keep());
        }
        return transform instanceof Mask.Initials ? new AsciiForm(Kind.INITIALS, 0) : NONE;
    }
}
