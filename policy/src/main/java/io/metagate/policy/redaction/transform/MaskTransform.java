package io.metagate.policy.redaction.transform;

import io.metagate.policy.catalogue.FieldType;
import java.util.regex.Pattern;

/**
 * A part of a text, with three stars for the rest whatever its length. A text that is short or not what the mask is
 * made for is masked completely. Characters are code points. The meet of two masks hides completely each text that one
 * of them does; what it shows tells whether a text is longer than that.
 */
public sealed interface MaskTransform extends Transform
        permits FilenameMask,
                IpMask,
                MaskTransform.Email,
                MaskTransform.First,
                MaskTransform.Initials,
                MaskTransform.Last {

    /** What stands for the hidden part. */
    String STARS = "***";

    /** The masked text. */
    String masked(String text);

    /** What the visitor does with this variant. */
    <R> R acceptMask(MaskVisitor<R> visitor);

    @Override
    default <R> R accept(TransformVisitor<R> visitor) {
        return visitor.mask(this);
    }

    @Override
    default DisclosureLevel disclosureLevel() {
        return DisclosureLevel.MASK;
    }

    @Override
    default boolean appliesTo(FieldType type) {
        return type == FieldType.STRING;
    }

    /**
     * The first character of the mailbox and the domain of an e-mail address.
     *
     * @param domainHidden whether the domain is hidden too
     */
    record Email(boolean domainHidden) implements MaskTransform {

        private static final int LONGEST = 320;
        private static final Pattern MAILBOX = Pattern.compile("[^\\s\\p{Cntrl}\\p{Z}@<>()\",:;\\[\\]\\\\]+");
        private static final int LONGEST_LABEL = 63;
        private static final int MOST_LABELS = 17;
        private static final int LETTERS_MARKS_NUMBERS = bits(
                Character.UPPERCASE_LETTER,
                Character.LOWERCASE_LETTER,
                Character.TITLECASE_LETTER,
                Character.MODIFIER_LETTER,
                Character.OTHER_LETTER,
                Character.NON_SPACING_MARK,
                Character.ENCLOSING_MARK,
                Character.COMBINING_SPACING_MARK,
                Character.DECIMAL_DIGIT_NUMBER,
                Character.LETTER_NUMBER,
                Character.OTHER_NUMBER);

        @Override
        public String name() {
            return domainHidden ? "mask.email.hidden-domain" : "mask.email";
        }

        @Override
        public Transform meetOfAlike(Transform other) {
            return other instanceof Email ? new Email(true) : new Transform.Null();
        }

        @Override
        public <R> R acceptMask(MaskVisitor<R> visitor) {
            return visitor.email(this);
        }

        @Override
        public String masked(String text) {
            int at = text.indexOf('@');
            if (at < 0 || text.length() > LONGEST || !isAddress(text.substring(0, at), text.substring(at + 1))) {
                return STARS;
            }
            String first = Character.toString(text.codePointAt(0));
            return first + STARS + "@" + (domainHidden ? STARS : text.substring(at + 1));
        }

        private static boolean isAddress(String mailbox, String domain) {
            return mailbox.codePointCount(0, mailbox.length()) > 2
                    && MAILBOX.matcher(mailbox).matches()
                    && isDomain(domain);
        }

        /** Whether it is two labels or more, joined by dots. */
        private static boolean isDomain(String domain) {
            int labels = 1;
            int length = 0;
            for (int at = 0; at < domain.length(); at = domain.offsetByCodePoints(at, 1)) {
                int character = domain.codePointAt(at);
                if (character == '.' && length > 0) {
                    labels++;
                    length = 0;
                } else if (!isInLabel(character) || ++length > LONGEST_LABEL) {
                    return false;
                }
            }
            return length > 0 && labels > 1 && labels <= MOST_LABELS;
        }

        private static boolean isInLabel(int character) {
            return character == '-' || ((LETTERS_MARKS_NUMBERS >>> Character.getType(character)) & 1) != 0;
        }

        private static int bits(byte... categories) {
            int bits = 0;
            for (byte category : categories) {
                bits |= 1 << category;
            }
            return bits;
        }
    }

    /**
     * The first characters.
     *
     * @param keep how many, 1 to 64
     * @param longestHidden up to how many characters a text is masked completely, at least twice as many as are kept
     */
    record First(int keep, int longestHidden) implements MaskTransform {
        public First {
            requireKeep(keep, longestHidden);
        }

        /** Completely masks texts of which it would show half or more. */
        public First(int keep) {
            this(keep, 2 * keep);
        }

        @Override
        public Transform meetOfAlike(Transform other) {
            return other instanceof First mask
                    ? new First(Math.min(keep, mask.keep), Math.max(longestHidden, mask.longestHidden))
                    : new Transform.Null();
        }

        @Override
        public String name() {
            return "mask.first";
        }

        @Override
        public <R> R acceptMask(MaskVisitor<R> visitor) {
            return visitor.first(this);
        }

        @Override
        public String masked(String text) {
            return isWithin(text, longestHidden) ? STARS : text.substring(0, text.offsetByCodePoints(0, keep)) + STARS;
        }
    }

    /**
     * The last characters.
     *
     * @param keep how many, 1 to 64
     * @param longestHidden up to how many characters a text is masked completely, at least twice as many as are kept
     */
    record Last(int keep, int longestHidden) implements MaskTransform {
        public Last {
            requireKeep(keep, longestHidden);
        }

        /** Completely masks texts of which it would show half or more. */
        public Last(int keep) {
            this(keep, 2 * keep);
        }

        @Override
        public Transform meetOfAlike(Transform other) {
            return other instanceof Last mask
                    ? new Last(Math.min(keep, mask.keep), Math.max(longestHidden, mask.longestHidden))
                    : new Transform.Null();
        }

        @Override
        public String name() {
            return "mask.last";
        }

        @Override
        public <R> R acceptMask(MaskVisitor<R> visitor) {
            return visitor.last(this);
        }

        @Override
        public String masked(String text) {
            return isWithin(text, longestHidden)
                    ? STARS
                    : STARS + text.substring(text.offsetByCodePoints(text.length(), -keep));
        }
    }

    /** The first letter of each of up to five names, where that is less than half of their letters. */
    record Initials() implements MaskTransform {

        private static final int MOST_NAMES = 5;
        private static final int SPACES =
                1 << Character.SPACE_SEPARATOR | 1 << Character.LINE_SEPARATOR | 1 << Character.PARAGRAPH_SEPARATOR;

        @Override
        public String name() {
            return "mask.initials";
        }

        @Override
        public <R> R acceptMask(MaskVisitor<R> visitor) {
            return visitor.initials(this);
        }

        @Override
        public String masked(String text) {
            StringBuilder initials = new StringBuilder();
            int names = 0;
            int characters = 0;
            boolean inName = false;
            for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
                int character = text.codePointAt(at);
                boolean space = isSpace(character);
                if (!space && !inName) {
                    if (!Character.isLetter(character) || names == MOST_NAMES) {
                        return STARS;
                    }
                    initials.append(names++ == 0 ? "" : " ")
                            .appendCodePoint(character)
                            .append('.');
                }
                characters += space ? 0 : 1;
                inName = !space;
            }
            return characters <= 2 * names ? STARS : initials.toString();
        }

        private static boolean isSpace(int character) {
            return (character >= '\t' && character <= '\r') || ((SPACES >>> Character.getType(character)) & 1) != 0;
        }
    }

    private static boolean isWithin(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters;
    }

    private static void requireKeep(int keep, int longestHidden) {
        if (keep < 1 || keep > 64) {
            throw new IllegalArgumentException("a mask keeps 1 to 64 characters");
        }
        if (longestHidden < 2 * keep) {
            throw new IllegalArgumentException("a mask shows less than half of a text");
        }
    }
}
