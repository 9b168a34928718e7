package io.metagate.gateway.access.cursor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.ScalarValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Positions as bytes: the number of values, then each as a letter for its kind and its content. */
public final class PositionCodec {

    private PositionCodec() {}

    /** The place as bytes, which tell the types of its values. */
    public static byte[] encode(KeysetPosition position) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(position.values().size());
            for (ScalarValue value : position.values()) {
                write(value, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The place that was made into these bytes; nobody else's are ever given. */
    public static KeysetPosition decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int size = in.readByte();
            List<ScalarValue> values = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                values.add(read(in));
            }
            return new KeysetPosition(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ScalarValue value, DataOutputStream out) throws IOException {
        if (value instanceof ScalarValue.Text text) {
            writeText('t', text.text(), out);
        } else if (value instanceof ScalarValue.Int number) {
            out.writeByte('i');
            out.writeLong(number.number());
        } else if (value instanceof ScalarValue.Real number) {
            out.writeByte('r');
            out.writeDouble(number.number());
        } else if (value instanceof ScalarValue.Decimal number) {
            writeText('d', number.number().toString(), out);
        } else if (value instanceof ScalarValue.Bool truth) {
            out.writeByte(truth.truth() ? 'y' : 'n');
        } else if (value instanceof ScalarValue.Date date) {
            out.writeByte('m');
            out.writeLong(date.instant().toEpochMilli());
        } else if (value instanceof ScalarValue.ObjectId id) {
            writeText('o', id.hex(), out);
        } else if (value instanceof ScalarValue.Uuid id) {
            writeText('u', id.uuid().toString(), out);
        } else {
            out.writeByte('0');
        }
    }

    private static ScalarValue read(DataInputStream in) throws IOException {
        char kind = (char) in.readByte();
        return switch (kind) {
            case 't' -> new ScalarValue.Text(readText(in));
            case 'i' -> new ScalarValue.Int(in.readLong());
            case 'r' -> new ScalarValue.Real(in.readDouble());
            case 'd' -> new ScalarValue.Decimal(new BigDecimal(readText(in)));
            case 'y' -> new ScalarValue.Bool(true);
            case 'n' -> new ScalarValue.Bool(false);
            case 'm' -> new ScalarValue.Date(Instant.ofEpochMilli(in.readLong()));
            case 'o' -> new ScalarValue.ObjectId(readText(in));
            case 'u' -> ScalarValue.Uuid.of(readText(in));
            case '0' -> new ScalarValue.Null();
            default -> throw new IOException("no such kind of value");
        };
    }

    private static void writeText(char kind, String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), UTF_8);
    }
}
