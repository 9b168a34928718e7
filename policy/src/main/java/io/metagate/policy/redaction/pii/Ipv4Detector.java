package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import io.metagate.policy.redaction.pii.text.TextWords;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Recognises IP addresses of version 4: four decimal numbers up to 255 with dots between them and no more numbers
 * around; not the version of something that a word before it says to be one, of numbers below 100.
 */
record Ipv4Detector() implements PiiDetector {

    private static final int OCTETS = 4;
    private static final int LONGEST_OCTET = 3;
    private static final int LONGEST_WORD = 12;
    private static final Set<String> VERSIONS = Set.of(
            "version",
            "versione",
            "versao",
            "versie",
            "wersja",
            "versiyon",
            "surum",
            "release",
            "build",
            "chapter",
            "section",
            "kapitel",
            "версия",
            "バージョン",
            "版本",
            "版本号",
            "버전",
            "النسخة",
            "الإصدار");

    @Override
    public void scan(CodePoints text, Consumer<PiiMatch> findings) {
        int at = 0;
        while (at < text.length()) {
            int end = text.isDigit(at) && startsHere(text, at) ? end(text, at) : at;
            if (end > at && !isVersion(text, at, end)) {
                findings.accept(new PiiMatch(PiiType.IP, at, end));
            }
            at = Math.max(at + 1, end);
        }
    }

    private static boolean startsHere(CodePoints text, int at) {
        return !text.joins(at - 1) && !(text.is(at - 1, '.') && text.isDigit(at - 2));
    }

    private static boolean isVersion(CodePoints text, int from, int to) {
        for (int at = from; at + 2 < to; at++) {
            if (text.isDigit(at) && text.isDigit(at + 1) && text.isDigit(at + 2)) {
                return false;
            }
        }
        int end = text.is(from - 1, ' ') ? from - 1 : from;
        int start = end;
        while (start > end - LONGEST_WORD && text.isInWord(start - 1)) {
            start--;
        }
        return VERSIONS.contains(TextWords.folded(text.text(start, end)));
    }

    /** Where the address ends that starts there; the start if there is none. */
    private static int end(CodePoints text, int start) {
        int at = start;
        for (int octet = 1; octet <= OCTETS; octet++) {
            int value = 0;
            int from = at;
            while (text.isDigit(at) && at - from <= LONGEST_OCTET) {
                value = value * 10 + text.digit(at++);
            }
            boolean dotted = octet == OCTETS || text.is(at++, '.');
            if (at == from || at - from > LONGEST_OCTET + 1 || value > 255 || !dotted) {
                return start;
            }
        }
        boolean goesOn = text.joins(at) || (text.is(at, '.') && text.isDigit(at + 1));
        return goesOn ? start : at;
    }
}
