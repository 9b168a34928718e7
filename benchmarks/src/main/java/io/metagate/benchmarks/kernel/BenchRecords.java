package io.metagate.benchmarks.kernel;

import io.metagate.demo.sample.SampleCollection;
import io.metagate.demo.sample.SampleCollections;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** Accounts of the sample as BSON, those that are nearest to a size. */
final class BenchRecords {

    private static final long DRAWN = 20_000;

    private BenchRecords() {}

    /** So many records of about that many bytes. */
    static List<byte[]> of(int bytes, int count) {
        SampleCollection accounts =
                SampleCollections.of(SampleCollections.SEED, DRAWN).get(0);
        List<byte[]> drawn = new ArrayList<>(LongStream.rangeClosed(1, DRAWN)
                .mapToObj(number -> bson(accounts.record(number)))
                .toList());
        drawn.sort(Comparator.comparingInt(record -> Math.abs(record.length - bytes)));
        return List.copyOf(drawn.subList(0, count));
    }

    private static byte[] bson(Document document) {
        BasicOutputBuffer out = new BasicOutputBuffer();
        new DocumentCodec()
                .encode(
                        new BsonBinaryWriter(out),
                        document,
                        EncoderContext.builder().build());
        ByteBuffer all = ByteBuffer.wrap(out.getInternalBuffer(), 0, out.getPosition());
        return Arrays.copyOf(all.array(), all.limit());
    }
}
