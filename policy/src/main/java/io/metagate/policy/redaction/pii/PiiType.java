package io.metagate.policy.redaction.pii;

import java.util.Locale;

/** What is recognised in a text. Of several kinds in one place, the first one here names it. */
enum PiiType {
    /** An e-mail address. */
    EMAIL,
    /** An IP address. */
    IP,
    /** The number of a bank account (ISO 13616). */
    IBAN,
    /** The number of a payment card. */
    CARD,
    /** A phone number. */
    PHONE,
    /** A person that the record is about. */
    PERSON;

    /** What stands in the text instead. */
    String replacement() {
        return "[" + name().toLowerCase(Locale.ROOT) + "]";
    }
}
