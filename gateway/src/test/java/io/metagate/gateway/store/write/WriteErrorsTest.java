package io.metagate.gateway.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonSerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteErrorsTest {

    private static final ServerAddress SERVER = new ServerAddress("127.0.0.1");

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 7, 50, 64, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_601, 11_602, 13_435, 13_436})
    void whatDoesNotRefuseLeavesItOpen(int code) {
        assertThat(WriteErrors.in(amongWrites(code))).contains(WriteOutcome.UNKNOWN);
        assertThat(WriteErrors.of(new MongoCommandException(failure(code), SERVER)))
                .isEqualTo(WriteOutcome.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 28, 52, 56, 57, 66, 121, 171, 10_334, 17_419})
    void whatWouldNeverBeDoneIsRefused(int code) {
        assertThat(WriteErrors.in(amongWrites(code))).contains(WriteOutcome.REFUSED);
        assertThat(WriteErrors.of(new MongoCommandException(failure(code), SERVER)))
                .isEqualTo(WriteOutcome.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 13, 18, 20, 26, 59, 72, 115, 133, 166, 168, 238, 303, 391, 8000})
    void whoMayNotOrCannotHasDoneNothing(int code) {
        assertThat(WriteErrors.in(amongWrites(code))).contains(WriteOutcome.NOT_DONE);
        assertThat(WriteErrors.of(new MongoCommandException(failure(code), SERVER)))
                .isEqualTo(WriteOutcome.NOT_DONE);
    }

    @Test
    void aTakenIdentifierIsTold() {
        assertThat(WriteErrors.in(amongWrites(11_000))).contains(WriteOutcome.EXISTS);
    }

    @Test
    void ofAnyOtherCodeNothingIsKnown() {
        long known = IntStream.range(0, 1 << 16)
                .filter(code -> !WriteErrors.in(amongWrites(code)).equals(Optional.of(WriteOutcome.UNKNOWN)))
                .count();

        assertThat(known).isEqualTo(41);
    }

    @Test
    void whatIsNotDurableMayBeUndone() {
        assertThat(WriteErrors.in(BsonDocument.parse("{ok: 1, n: 1, writeConcernError: {code: 64}}")))
                .contains(WriteOutcome.UNKNOWN);
        assertThat(WriteErrors.in(BsonDocument.parse("{ok: 1, n: 1}"))).isEmpty();
    }

    static Stream<RuntimeException> beforeAnythingIsSent() {
        return Stream.of(
                new MongoSocketOpenException("canary", SERVER, new IllegalStateException()),
                new MongoTimeoutException("canary"),
                new MongoNotPrimaryException(failure(10_107), SERVER));
    }

    @ParameterizedTest
    @MethodSource("beforeAnythingIsSent")
    void whatWasNotTakenInWasNotDone(RuntimeException e) {
        assertThat(WriteErrors.of(e)).isEqualTo(WriteOutcome.NOT_DONE);
    }

    static Stream<RuntimeException> afterwards() {
        return Stream.of(
                new MongoSocketReadException("canary", SERVER),
                new MongoOperationTimeoutException("canary"),
                new MongoNodeIsRecoveringException(failure(91), SERVER),
                new MongoInterruptedException("canary", new InterruptedException()),
                new MongoClientException("canary"),
                new MongoException("canary"),
                new BsonSerializationException("canary"),
                new IllegalStateException("canary"));
    }

    @ParameterizedTest
    @MethodSource("afterwards")
    void whateverElseHappensLeavesItOpen(RuntimeException e) {
        assertThat(WriteErrors.of(e)).isEqualTo(WriteOutcome.UNKNOWN);
    }

    @Test
    void whatIsTooLongToBeSentIsRefused() {
        assertThat(WriteErrors.of(new BsonMaximumSizeExceededException("canary")))
                .isEqualTo(WriteOutcome.REFUSED);
    }

    private static BsonDocument amongWrites(int code) {
        return BsonDocument.parse("{ok: 1, n: 0, writeErrors: [{index: 0, code: " + code + "}]}");
    }

    private static BsonDocument failure(int code) {
        return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code));
    }
}
