package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The masks that most values get, on ASCII texts where they lie, without making a text of them. INVARIANT: what is written is what {@link Mask#masked}
 * makes of the same text.
 */
final class AsciiMask {

    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_LABEL = 63;
    private static final int MOST_LABELS = 17;
    private static final int MOST_NAMES = 5;
    private static final BitSet MAILBOX = mailbox();
    private static final byte[] STARS = Mask.STARS.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STARS_AND_AT = (Mask.STARS + "@").getBytes(StandardCharsets.US_ASCII);

    private final JsonBuffer json;

    AsciiMask(JsonBuffer json) {
        this.json = json;
    }

    /** Writes the masked text at {@code [from, to)} as a JSON string; writes nothing if the text or the mask is not one of those. */
    boolean write(Mask mask, BsonBytes text, int from, int to) {
        if (!isAscii(text, from, to)) {
            return false;
        }
        if (mask instanceof Mask.Email email) {
            email(email, text, from, to);
        } else if (mask instanceof Mask.First first) {
            kept(text, from, to, first.keep(), from, from + first.keep());
        } else if (mask instanceof Mask.Last last) {
            kept(text, from, to, last.keep(), to - last.keep(), to);
        } else if (mask instanceof Mask.Initials) {
            initials(text, from, to);
        } else {
            return false;
        }
        return true;
    }

    private void email(Mask.Email mask, BsonBytes text, int from, int to) {
        int at = from;
        while (at < to && text.at(at) != '@') {
            at++;
        }
        if (to - from > LONGEST_ADDRESS || !isMailbox(text, from, at) || !isDomain(text, at + 1, to)) {
            stars();
            return;
        }
        json.raw('"');
        json.part(text, from, from + 1);
        json.raw(STARS_AND_AT);
        if (mask.domainHidden()) {
            json.raw(STARS);
        } else {
            json.part(text, at + 1, to);
        }
        json.raw('"');
    }

    private static boolean isMailbox(BsonBytes text, int from, int to) {
        if (to - from <= 2) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (!MAILBOX.get(text.at(at))) {
                return false;
            }
        }
        return true;
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

    private void kept(BsonBytes text, int from, int to, int keep, int keptFrom, int keptTo) {
        if (to - from <= 2 * keep) {
            stars();
            return;
        }
        json.raw('"');
        if (keptTo == to) {
            json.raw(STARS);
        }
        json.part(text, keptFrom, keptTo);
        if (keptTo != to) {
            json.raw(STARS);
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
        json.raw('"');
        json.raw(STARS);
        json.raw('"');
    }

    private static boolean isAscii(BsonBytes text, int from, int to) {
        int bits = 0;
        for (int at = from; at < to; at++) {
            bits |= text.at(at);
        }
        return bits >= 0;
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

    private static BitSet mailbox() {
        BitSet allowed = new BitSet(128);
        allowed.set('!', 127);
        "@<>()\",:;[]\\".chars().forEach(allowed::clear);
        return allowed;
    }
}
