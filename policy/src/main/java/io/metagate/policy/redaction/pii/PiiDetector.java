package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.function.Consumer;

/** Recognises one kind of thing. */
sealed interface PiiDetector
        permits CardDetector, EmailDetector, IbanDetector, Ipv4Detector, Ipv6Detector, PersonDetector, PhoneDetector {

    /** Tells of everything of its kind in the text, in time linear in the length of the text. */
    void scan(CodePoints text, Consumer<PiiMatch> findings);
}
