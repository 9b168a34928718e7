package io.metagate.policy.redaction.scrub;

import java.util.Set;

/** What the words before a number say that it is. */
enum NumberHint {
    /** A phone number. */
    PHONE,
    /** Another number. */
    OTHER,
    /** Nothing. */
    NONE;

    private static final int MOST_WORDS = 3;
    private static final int FARTHEST = 40;
    private static final Set<String> OF_PHONES = Set.of(
            "call",
            "callback",
            "called",
            "cell",
            "celular",
            "dial",
            "fax",
            "fon",
            "gsm",
            "handy",
            "hotline",
            "landline",
            "mob",
            "mobil",
            "mobile",
            "movil",
            "phone",
            "portable",
            "ring",
            "rufnummer",
            "sms",
            "tel",
            "telefon",
            "telefone",
            "telefono",
            "telefonnummer",
            "telephone",
            "tfn",
            "tlf",
            "whatsapp",
            "тел",
            "телефон",
            "τηλ",
            "هاتف",
            "電話",
            "電話番号",
            "携帯",
            "电话",
            "手机",
            "전화",
            "전화번호");
    private static final Set<String> OF_OTHERS = Set.of(
            "account",
            "batch",
            "build",
            "case",
            "code",
            "error",
            "iban",
            "id",
            "imei",
            "invoice",
            "isbn",
            "issn",
            "job",
            "order",
            "part",
            "pid",
            "port",
            "rechnung",
            "ref",
            "reference",
            "release",
            "sector",
            "serial",
            "size",
            "sku",
            "snapshot",
            "ticket",
            "tracking",
            "vat",
            "version");

    /** The nearest of the three words before that character that says something. */
    static NumberHint before(Characters text, int index) {
        int at = index - 1;
        for (int word = 0; word < MOST_WORDS; word++) {
            while (at >= 0 && at > index - FARTHEST && !text.isInWord(at) && !text.is(at, '\n')) {
                at--;
            }
            int end = at + 1;
            while (at > index - FARTHEST && text.isInWord(at)) {
                at--;
            }
            if (at + 1 == end) {
                return NONE;
            }
            NumberHint said = of(Words.folded(text.text(at + 1, end)));
            if (said != NONE) {
                return said;
            }
        }
        return NONE;
    }

    private static NumberHint of(String word) {
        if (OF_PHONES.contains(word)) {
            return PHONE;
        }
        return OF_OTHERS.contains(word) ? OTHER : NONE;
    }
}
