package io.metagate.policy.redaction.scrub;

import java.util.function.Consumer;

/** Recognises one kind of thing. */
sealed interface Scanner
        permits CardScanner, EmailScanner, IbanScanner, Ipv4Scanner, Ipv6Scanner, PersonScanner, PhoneScanner {

    /** Tells of everything of its kind in the text, in time linear in the length of the text. */
    void scan(Characters text, Consumer<Finding> findings);
}
