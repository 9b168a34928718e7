package io.metagate.demo.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A backend that lets a connection reach the backend behind it only after its client has proven who it is.
 *
 * <p>INVARIANT: a command that is not named in {@link #answer} is refused to a stranger, unless it stands open.
 */
final class AuthenticatingBackend implements MongoBackend {

    private static final AttributeKey<SaslSession> SESSION =
            AttributeKey.valueOf(AuthenticatingBackend.class, "session");

    private final MongoBackend behind;
    private final ScramLogin login;
    private final StorePrivileges grants;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean open;

    AuthenticatingBackend(MongoBackend behind, ScramLogin login, StorePrivileges grants) {
        this.behind = behind;
        this.login = login;
        this.grants = grants;
    }

    /** Whether it reaches strangers through from now on. */
    void open(boolean toStrangers) {
        open = toStrangers;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document query = message.getDocument();
        String command = query.keySet().iterator().next();
        return answer(
                message.getChannel(), message.getDatabaseName(), command, query, () -> behind.handleMessage(message));
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        return answer(channel, database, command, query, () -> behind.handleCommand(channel, database, command, query));
    }

    /** Reading without a command, which servers gave up long ago: refused to everyone. */
    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw new UnsupportedOperationException("only commands are served");
    }

    private Document answer(
            Channel channel, String database, String command, Document query, Supplier<Document> reach) {
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "hello", "ismaster" -> greeting(channel, database, query);
            case "ping", "buildinfo" -> reach.get();
            case "saslstart" -> session(channel).start(query);
            case "saslcontinue" -> session(channel).proceed(query);
            default -> isWelcome(channel) ? served(command, query, reach) : SaslSession.unauthorized(command);
        };
    }

    private boolean isWelcome(Channel channel) {
        return open || session(channel).isAuthenticated();
    }

    private Document served(String command, Document query, Supplier<Document> reach) {
        return command.equalsIgnoreCase("connectionStatus") && grants.areTold() ? grants.status(query) : reach.get();
    }

    private Document greeting(Channel channel, String database, Document query) {
        Document greeting = behind.handleCommand(channel, database, "ismaster", query);
        greeting.append("isWritablePrimary", true);
        if (query.containsKey("saslSupportedMechs")) {
            greeting.append("saslSupportedMechs", List.of(SaslSession.MECHANISM));
        }
        return greeting;
    }

    private SaslSession session(Channel channel) {
        SaslSession fresh = new SaslSession(login, random);
        SaslSession earlier = channel.attr(SESSION).setIfAbsent(fresh);
        return earlier == null ? fresh : earlier;
    }

    @Override
    public void handleClose(Channel channel) {
        behind.handleClose(channel);
    }

    /** Asked for here only by way of the wire protocol of old, without saying by whom: refused to everyone. */
    @Override
    public Document getServerStatus() {
        return SaslSession.unauthorized("serverStatus");
    }

    /** See {@link #getServerStatus}. */
    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        return List.of();
    }

    @Override
    public void dropDatabase(String database) {
        behind.dropDatabase(database);
    }

    @Override
    public void close() {
        behind.close();
    }

    @Override
    public void closeCursors(List<Long> cursorIds) {
        behind.closeCursors(cursorIds);
    }

    @Override
    public Clock getClock() {
        return behind.getClock();
    }

    @Override
    public void enableOplog() {
        behind.enableOplog();
    }

    @Override
    public void disableOplog() {
        behind.disableOplog();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        return behind.resolveDatabase(database);
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        return behind.version(version);
    }
}
