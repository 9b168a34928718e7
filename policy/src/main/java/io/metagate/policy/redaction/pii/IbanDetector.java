package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Recognises the numbers of bank accounts by their check digits (ISO 13616: the whole, its first four characters moved
 * to the end and letters as 10 to 35, is 1 modulo 97), with up to two spaces, hyphens, dots or line ends between
 * groups. Where the country's length is known, of that length; of another country only where nothing parts it.
 */
record IbanDetector() implements PiiDetector {

    private static final int MODULUS = 97;
    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;
    private static final int PREFIX = 4;
    private static final int WIDEST_GAP = 2;
    private static final String SEPARATORS = " -.\t\n\r";
    /** The registry of ISO 13616. */
    private static final Map<String, Integer> LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 "
                    + "FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 "
                    + "LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 "
                    + "SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");

    @Override
    public void scan(CodePoints text, Consumer<PiiMatch> findings) {
        int at = 0;
        while (at < text.length()) {
            int end = startsHere(text, at) ? end(text, at) : at;
            if (end > at) {
                findings.accept(new PiiMatch(PiiType.IBAN, at, end));
            }
            at = Math.max(at + 1, end);
        }
    }

    private static boolean startsHere(CodePoints text, int at) {
        return isLetter(text, at)
                && isLetter(text, at + 1)
                && isDigit(text, at + 2)
                && isDigit(text, at + 3)
                && (!text.joins(at - 1) || text.is(at - 1, '_') || text.startsWith(at - PREFIX, "iban"));
    }

    /** Where the number ends that starts there; the start if there is none. Looks at a bounded number of characters. */
    private static int end(CodePoints text, int start) {
        int length = LENGTHS.getOrDefault(text.text(start, start + 2).toUpperCase(Locale.ROOT), 0);
        int remainder = 0;
        int at = start + PREFIX;
        int count = PREFIX;
        while (count < (length == 0 ? LONGEST : length)) {
            at = length == 0 ? at : next(text, at);
            if (!isLetter(text, at) && !isDigit(text, at)) {
                break;
            }
            remainder = with(remainder, text, at++);
            count++;
        }
        boolean complete = length == 0 ? count >= SHORTEST : count == length;
        for (int i = start; i < start + PREFIX; i++) {
            remainder = with(remainder, text, i);
        }
        boolean apart = !text.joins(at) || text.is(at, '_');
        return complete && apart && remainder == 1 ? at : start;
    }

    /** The next letter or digit behind at most two separators. */
    private static int next(CodePoints text, int index) {
        int at = index;
        while (at < index + WIDEST_GAP && text.at(at) >= 0 && SEPARATORS.indexOf(text.at(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int with(int remainder, CodePoints text, int index) {
        int value = Character.digit(text.at(index), Character.MAX_RADIX);
        return (remainder * (value < 10 ? 10 : 100) + value) % MODULUS;
    }

    private static boolean isLetter(CodePoints text, int index) {
        int lower = text.at(index) | 0x20;
        return text.at(index) < 0x80 && lower >= 'a' && lower <= 'z';
    }

    private static boolean isDigit(CodePoints text, int index) {
        return text.at(index) >= '0' && text.at(index) <= '9';
    }

    private static Map<String, Integer> lengths(String registry) {
        Map<String, Integer> lengths = new HashMap<>();
        for (int at = 0; at < registry.length(); at += PREFIX + 1) {
            lengths.put(registry.substring(at, at + 2), Integer.valueOf(registry.substring(at + 2, at + PREFIX)));
        }
        return Map.copyOf(lengths);
    }
}
