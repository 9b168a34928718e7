package io.metagate.policy.redaction.plan;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.FixedText;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.transform.MaskTransform;
import java.util.Arrays;

/**
 * The masks that most values get, on ASCII texts where they lie, without making a text of them. INVARIANT: what is
 * written is what {@link MaskTransform#masked} makes of the same text.
 */
public final class AsciiMask {

    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_LABEL = 63;
    private static final int MOST_LABELS = 17;
    private static final int MOST_NAMES = 5;
    private static final boolean[] MAILBOX = mailbox();
    private static final FixedText STARS = FixedText.ascii(MaskTransform.STARS);
    private static final FixedText STARS_AND_AT = FixedText.ascii(MaskTransform.STARS + "@");
    private static final FixedText ONLY_STARS = FixedText.ascii('"' + MaskTransform.STARS + '"');

    private final JsonBuffer json;

    public AsciiMask(JsonBuffer json) {
        this.json = json;
    }

    /**
     * Writes the masked text at {@code [from, to)} as a JSON string; writes nothing if the text is not ASCII, or the
     * mask has no form for ASCII.
     */
    public boolean write(AsciiForm form, BsonBytes text, int from, int to) {
        if (form.kind() == AsciiForm.Kind.NONE || !text.isAscii(from, to)) {
            return false;
        }
        switch (form.kind()) {
            case EMAIL -> email(false, text, from, to);
            case EMAIL_WITHOUT_DOMAIN -> email(true, text, from, to);
            case FIRST, LAST -> kept(form, text, from, to);
            default -> initials(text, from, to);
        }
        return true;
    }

    private void email(boolean domainHidden, BsonBytes text, int from, int to) {
        int at = from;
        while (at < to && MAILBOX[text.at(at)]) {
            at++;
        }
        boolean mailbox = at - from > 2 && at < to && text.at(at) == '@';
        if (to - from > LONGEST_ADDRESS || !mailbox || !isDomain(text, at + 1, to)) {
            stars();
            return;
        }
        json.raw('"');
        json.part(text, from, from + 1);
        json.raw(STARS_AND_AT);
        if (domainHidden) {
            json.raw(STARS);
        } else {
            json.part(text, at + 1, to);
        }
        json.raw('"');
    }

    private static boolean isDomain(BsonBytes text, int from, int to) {
        int labels = 1;
        int length = 0;
        for (int at = from; at < to; at++) {
            if (text.at(at) == '.' && length > 0) {
                labels++;
                length = 0;
            } else if (!isInLabel(text.at(at)) || ++length > LONGEST_LABEL) {
                return false;
            }
        }
        return length > 0 && labels > 1 && labels <= MOST_LABELS;
    }

    private void kept(AsciiForm form, BsonBytes text, int from, int to) {
        if (to - from <= form.longestHidden()) {
            stars();
            return;
        }
        json.raw('"');
        if (form.kind() == AsciiForm.Kind.FIRST) {
            json.part(text, from, from + form.keep());
            json.raw(STARS);
        } else {
            json.raw(STARS);
            json.part(text, to - form.keep(), to);
        }
        json.raw('"');
    }

    private void initials(BsonBytes text, int from, int to) {
        int start = json.size();
        int names = 0;
        int letters = 0;
        boolean inName = false;
        json.raw('"');
        for (int at = from; at < to; at++) {
            boolean space = isSpace(text.at(at));
            if (!space) {
                letters++;
                if (!inName && !initial(text.at(at), names++)) {
                    names = MOST_NAMES + 1;
                    break;
                }
            }
            inName = !space;
        }
        if (names > MOST_NAMES || letters <= 2 * names) {
            json.truncate(start);
            stars();
        } else {
            json.raw('"');
        }
    }

    /** Writes an initial, if a name can begin so and is not one too many. */
    private boolean initial(byte letter, int before) {
        if (!isLetter(letter) || before == MOST_NAMES) {
            return false;
        }
        if (before > 0) {
            json.raw(' ');
        }
        json.raw((char) letter);
        json.raw('.');
        return true;
    }

    private void stars() {
        json.raw(ONLY_STARS);
    }

    private static boolean isInLabel(byte ascii) {
        return isLetter(ascii) || (ascii >= '0' && ascii <= '9') || ascii == '-';
    }

    private static boolean isLetter(byte ascii) {
        int lower = ascii | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static boolean isSpace(byte ascii) {
        return ascii == ' ' || (ascii >= '\t' && ascii <= '\r');
    }

    private static boolean[] mailbox() {
        boolean[] allowed = new boolean[128];
        Arrays.fill(allowed, '!', 127, true);
        "@<>()\",:;[]\\".chars().forEach(character -> allowed[character] = false);
        return allowed;
    }
}
