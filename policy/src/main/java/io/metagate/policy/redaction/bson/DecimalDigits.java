package io.metagate.policy.redaction.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Digits two at a time: one look-up and one store. */
final class DecimalDigits {

    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final short[] DECIMAL = pairs("0123456789");
    private static final short[] HEXADECIMAL = pairs("0123456789abcdef");

    private DecimalDigits() {}

    /** Writes a number below 100. */
    static void decimal(byte[] target, int at, int number) {
        PAIR.set(target, at, DECIMAL[number]);
    }

    /** Writes the two hexadecimal digits of a byte. */
    static void hexadecimal(byte[] target, int at, byte value) {
        PAIR.set(target, at, HEXADECIMAL[value & 0xFF]);
    }

    private static short[] pairs(String digits) {
        int base = digits.length();
        short[] pairs = new short[base * base];
        for (int number = 0; number < pairs.length; number++) {
            pairs[number] = (short) (digits.charAt(number / base) | digits.charAt(number % base) << Byte.SIZE);
        }
        return pairs;
    }
}
