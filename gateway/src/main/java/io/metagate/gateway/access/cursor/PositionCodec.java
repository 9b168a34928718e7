package io.metagate.gateway.access.cursor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
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
            ScalarWriter writer = new ScalarWriter(out);
            for (ScalarValue value : position.values()) {
                value.accept(writer).run();
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

    /** Writes a value as a letter for its kind and its content. */
    private record ScalarWriter(DataOutputStream out) implements ScalarVisitor<ScalarWriter.OutputStep> {

        /** What is left to be done. */
        interface OutputStep {
            void run() throws IOException;
        }

        @Override
        public OutputStep text(ScalarValue.Text text) {
            return () -> writeText('t', text.text(), out);
        }

        @Override
        public OutputStep integer(ScalarValue.Int integer) {
            return () -> {
                out.writeByte('i');
                out.writeLong(integer.number());
            };
        }

        @Override
        public OutputStep real(ScalarValue.Real real) {
            return () -> {
                out.writeByte('r');
                out.writeDouble(real.number());
            };
        }

        @Override
        public OutputStep decimal(ScalarValue.Decimal decimal) {
            return () -> writeText('d', decimal.number().toString(), out);
        }

        @Override
        public OutputStep bool(ScalarValue.Bool bool) {
            return () -> out.writeByte(bool.truth() ? 'y' : 'n');
        }

        @Override
        public OutputStep date(ScalarValue.Date date) {
            return () -> {
                out.writeByte('m');
                out.writeLong(date.instant().toEpochMilli());
            };
        }

        @Override
        public OutputStep objectId(ScalarValue.ObjectId id) {
            return () -> writeText('o', id.hex(), out);
        }

        @Override
        public OutputStep uuid(ScalarValue.Uuid uuid) {
            return () -> writeText('u', uuid.uuid().toString(), out);
        }

        @Override
        public OutputStep nothing(ScalarValue.Null nothing) {
            return () -> out.writeByte('0');
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
