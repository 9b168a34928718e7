package io.metagate.store.engine;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/**
 * An error with which a store answered a command. Of the store's answer it keeps the code and the name of the code,
 * which hold no data; never its message, which may quote a record (P7).
 *
 * @param code the number, 0 if the store told none
 * @param name the name of the code, {@code -} if there is none that can be printed
 * @param kind what it means to whoever asked
 */
public record StoreError(int code, String name, Kind kind) {

    /** What an error means. */
    public enum Kind {
        /** The engine does not know the command, or something in it: it would answer so at any time. */
        UNSUPPORTED,
        /** The gateway's user may not do this, or is not let in. */
        UNAUTHORIZED,
        /** Anything else, which may pass. */
        PASSING
    }

    private static final String NONE = "-";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
    private static final BsonInt32 ZERO = new BsonInt32(0);

    /** MongoDB's own, in the words of its list of error codes; 303 and 304 are those of Amazon DocumentDB. */
    private static final Map<Integer, String> UNSUPPORTED = Map.ofEntries(
            Map.entry(2, "BadValue"),
            Map.entry(9, "FailedToParse"),
            Map.entry(14, "TypeMismatch"),
            Map.entry(17, "ProtocolError"),
            Map.entry(20, "IllegalOperation"),
            Map.entry(59, "CommandNotFound"),
            Map.entry(72, "InvalidOptions"),
            Map.entry(73, "InvalidNamespace"),
            Map.entry(115, "CommandNotSupported"),
            Map.entry(166, "CommandNotSupportedOnView"),
            Map.entry(167, "OptionNotSupportedOnView"),
            Map.entry(168, "InvalidPipelineOperator"),
            Map.entry(238, "NotImplemented"),
            Map.entry(303, "FeatureNotSupported"),
            Map.entry(304, "StageNotSupported"),
            Map.entry(322, "APIVersionError"),
            Map.entry(323, "APIStrictError"),
            Map.entry(40_324, "Location40324"),
            Map.entry(40_415, "Location40415"));

    private static final Map<Integer, String> UNAUTHORIZED = Map.of(
            11,
            "UserNotFound",
            13,
            "Unauthorized",
            18,
            "AuthenticationFailed",
            334,
            "MechanismUnavailable",
            8000,
            "AtlasError");

    private static final Set<String> UNSUPPORTED_NAMES = Set.copyOf(UNSUPPORTED.values());
    private static final Set<String> UNAUTHORIZED_NAMES = Set.copyOf(UNAUTHORIZED.values());

    /** The error of that code and name, as a store tells them. */
    public static StoreError of(int code, String told) {
        String known = UNSUPPORTED.getOrDefault(code, UNAUTHORIZED.getOrDefault(code, NONE));
        String name = known.equals(NONE) && NAME.matcher(told).matches() ? told : known;
        return new StoreError(code, name, kind(code, name));
    }

    /** The error that a store told with the refusal of a command, or among those of its writes. */
    public static StoreError of(BsonDocument told) {
        BsonValue code = told.get("code", ZERO);
        BsonValue name = told.get("codeName", ZERO);
        return of(
                code.isNumber() ? code.asNumber().intValue() : 0,
                name.isString() ? name.asString().getValue() : NONE);
    }

    /** The store's answer in what the driver throws; empty if there was none. */
    public static Optional<StoreError> in(Throwable thrown) {
        if (thrown instanceof MongoCommandException refusal) {
            return Optional.of(of(refusal.getResponse()));
        }
        if (thrown instanceof MongoSecurityException refused) {
            // Thrown too where the connection breaks while the driver logs in.
            return Optional.ofNullable(refused.getCause()).flatMap(StoreError::in);
        }
        return thrown instanceof MongoException e && e.getCode() > 0
                ? Optional.of(of(e.getCode(), NONE))
                : Optional.empty();
    }

    private static Kind kind(int code, String name) {
        if (UNSUPPORTED.containsKey(code) || UNSUPPORTED_NAMES.contains(name)) {
            return Kind.UNSUPPORTED;
        }
        return UNAUTHORIZED.containsKey(code) || UNAUTHORIZED_NAMES.contains(name) ? Kind.UNAUTHORIZED : Kind.PASSING;
    }

    /** Whether asking again does not help. */
    public boolean permanent() {
        return kind != Kind.PASSING;
    }

    @Override
    public String toString() {
        return name.equals(NONE) ? Integer.toString(code) : code + " " + name;
    }
}
