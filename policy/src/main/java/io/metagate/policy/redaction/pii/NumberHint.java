package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import io.metagate.policy.redaction.pii.text.TextWords;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

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
    private static final int SHORTEST_ALONE = 2;
    private static final int LONGEST_ALONE = 4;
    private static final Set<String> OF_PHONES = words(
            "call callback called cell cellphone cellulare celular cepten contact dial fax faks fon fone fono gsm handy",
            "hotline kom komorka landline mob mobiel mobil mobile mobiltelefon mobilnummer movil phone portable puh puhelin",
            "ring rufnummer sms tel telefax telefon telefone telefonnummer telefono telefoon telemovel telephone tfn tlf",
            "viber whatsapp appelez rappelez llame llamar chiamare ligar bel zadzwon dzwonic ara моб мобильный тел телефон",
            "звоните звонить τηλ هاتف الهاتف جوال الجوال موبايل मोबाइल फोन दूरभाष 電話 電話番号 携帯 携帯電話 連絡先 电话 手机 座机 联系电话 手機 전화",
            "전화번호 휴대폰 핸드폰 연락처");
    private static final Set<String> OF_OTHERS = words(
            "account amount artikel artikelnr batch bestellung block bsn build bytes case cnpj code cpf ean error factura",
            "facture factuur faktura fakturanr fattura gtin iban id imei invoice isbn iva issn job kenmerk klantnummer konto",
            "kundennummer kundnr los nip ocr order part pedido pid plz port rechnung ref reference registro release sector",
            "serial siparis siren siret size sku snapshot steuernummer ticket tracking tva ust vat zip version versie versione",
            "wersja zamowienie zlecenie заказ счет инн кпп версия архив 注文番号 订单号 订单 版本 版本号 주문 주문번호");

    /** The nearest of the three words before that character that says something. */
    static NumberHint before(CodePoints text, int index) {
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
            NumberHint said = of(text, at + 1, end);
            if (said != NONE) {
                return said;
            }
        }
        return NONE;
    }

    private static NumberHint of(CodePoints text, int from, int to) {
        NumberHint said = of(TextWords.folded(text.text(from, to)));
        for (int start = to - SHORTEST_ALONE; said == NONE && isAlone(text, from, start, to); start--) {
            said = of(text.text(start, to));
        }
        return said;
    }

    /** Whether a word may start there that is written without a space before it. */
    private static boolean isAlone(CodePoints text, int from, int start, int to) {
        return start > from && start >= to - LONGEST_ALONE && text.standsAlone(start);
    }

    private static NumberHint of(String word) {
        if (OF_PHONES.contains(word)) {
            return PHONE;
        }
        return OF_OTHERS.contains(word) ? OTHER : NONE;
    }

    private static Set<String> words(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .map(TextWords::folded)
                .collect(Collectors.toUnmodifiableSet());
    }
}
