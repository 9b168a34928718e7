package io.metagate.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import io.metagate.store.engine.StoreError.Kind;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreErrorTest {

    private static final ServerAddress SERVER = new ServerAddress("127.0.0.1");
    private static final MongoCredential USER = MongoCredential.createCredential("gateway", "admin", new char[] {'x'});

    @ParameterizedTest
    @CsvSource({
        "115, -, UNSUPPORTED, 115 CommandNotSupported",
        "238, NotImplemented, UNSUPPORTED, 238 NotImplemented",
        "0, NotImplemented, UNSUPPORTED, 0 NotImplemented",
        "13, Unauthorized, UNAUTHORIZED, 13 Unauthorized",
        "18, anything, UNAUTHORIZED, 18 AuthenticationFailed",
        "11600, InterruptedAtShutdown, PASSING, 11600 InterruptedAtShutdown",
        "8, jane.roe@example.com, PASSING, 8",
        "8, 'a b', PASSING, 8"
    })
    void tellsWhatAnErrorMeansAndKeepsNothingButCodes(int code, String name, Kind kind, String text) {
        StoreError error = StoreError.of(code, name);

        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error).hasToString(text);
        assertThat(error.permanent()).isEqualTo(kind != Kind.PASSING);
    }

    @Test
    void keepsNoNameThatCouldBeALineOrHoldData() {
        String told = "{ok: 0, code: 8, codeName: 'Un\\u001bknown', errmsg: 'canary'}";

        assertThat(StoreError.of(BsonDocument.parse(told))).hasToString("8");
        assertThat(StoreError.of(BsonDocument.parse("{ok: 0}"))).hasToString("0");
        assertThat(StoreError.of(BsonDocument.parse("{ok: 0, code: 'x', codeName: 7}")))
                .hasToString("0");
        assertThat(StoreError.of(8, "x".repeat(65)).name()).isEqualTo("-");
    }

    @Test
    void findsTheAnswerInWhatTheDriverThrows() {
        MongoCommandException refused = new MongoCommandException(
                BsonDocument.parse("{ok: 0, code: 18, codeName: 'AuthenticationFailed'}"), SERVER);

        assertThat(StoreError.in(refused)).contains(StoreError.of(18, "-"));
        assertThat(StoreError.in(new MongoSecurityException(USER, "canary", refused)))
                .contains(StoreError.of(18, "-"));
    }

    @Test
    void aBrokenLogInIsNoAnswer() {
        MongoSocketReadException broken = new MongoSocketReadException("canary", SERVER);

        assertThat(StoreError.in(new MongoSecurityException(USER, "canary", broken)))
                .isEmpty();
        assertThat(StoreError.in(new MongoTimeoutException("canary"))).isEmpty();
        assertThat(StoreError.in(new IllegalStateException("canary"))).isEmpty();
    }

    @Test
    void ofAnyOtherCodeNothingIsPermanent() {
        assertThat(IntStream.range(0, 1 << 16)
                        .filter(code -> StoreError.of(code, "-").permanent()))
                .hasSize(24);
    }
}
