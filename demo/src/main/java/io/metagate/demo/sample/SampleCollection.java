package io.metagate.demo.sample;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * One collection of the sample: how many records, and how each is made.
 *
 * @param name in the store
 * @param size how many records there are
 * @param indexes the keys of each index that the store keeps beside that of the identifier, {@code -} for descending;
 *     the identifier follows them, so that the index gives a sort that it breaks the ties of
 * @param maker makes the record of a number from 1 to the size, always the same one
 */
public record SampleCollection(String name, long size, List<List<String>> indexes, LongFunction<Document> maker) {

    public SampleCollection {
        indexes = indexes.stream().map(List::copyOf).toList();
        if (size < 1) {
            throw new IllegalArgumentException("a sample collection has records");
        }
    }

    /** The record of that number, from 1 on. */
    public Document record(long number) {
        return maker.apply(number);
    }

    /** The records from that number on to the last, made one by one as they are taken. */
    public Stream<Document> recordsFrom(long first) {
        return LongStream.rangeClosed(first, size).mapToObj(maker);
    }
}
