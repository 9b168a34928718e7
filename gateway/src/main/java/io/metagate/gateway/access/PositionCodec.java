package io.metagate.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.request.Position;
import io.metagate.policy.request.Value;
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
    public static byte[] encode(Position position) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(position.values().size());
            for (Value value : position.values()) {
                write(value, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The place that was made into these bytes; nobody else's are ever given. */
    public static Position decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int size = in.readByte();
            List<Value> values = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                values.add(read(in));
            }
            return new Position(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Value value, DataOutputStream out) throws IOException {
        if (value instanceof Value.Text text) {
            writeText('t', text.text(), out);
        } else if (value instanceof Value.Int number) {
            out.writeByte('i');
            out.writeLong(number.number());
        } else if (value instanceof Value.Real number) {
            out.writeByte('r');
            out.writeDouble(number.number());
        } else if (value instanceof Value.Decimal number) {
            writeText('d', number.number().toString(), out);
        } else if (value instanceof Value.Bool truth) {
            out.writeByte(truth.truth() ? 'y' : 'n');
        } else if (value instanceof Value.Date date) {
            out.writeByte('m');
            out.writeLong(date.instant().toEpochMilli());
        } else if (value instanceof Value.ObjectId id) {
            writeText('o', id.hex(), out);
        } else if (value instanceof Value.Uuid id) {
            writeText('u', id.uuid().toString(), out);
        } else {
            out.writeByte('0');
        }
    }

    private static Value read(DataInputStream in) throws IOException {
        char kind = (char) in.readByte();
        return switch (kind) {
            case 't' -> new Value.Text(readText(in));
            case 'i' -> new Value.Int(in.readLong());
            case 'r' -> new Value.Real(in.readDouble());
            case 'd' -> new Value.Decimal(new BigDecimal(readText(in)));
            case 'y' -> new Value.Bool(true);
            case 'n' -> new Value.Bool(false);
            case 'm' -> new Value.Date(Instant.ofEpochMilli(in.readLong()));
            case 'o' -> new Value.ObjectId(readText(in));
            case 'u' -> Value.Uuid.of(readText(in));
            case '0' -> new Value.Null();
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
