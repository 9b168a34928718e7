package io.metagate.it.change;

import com.mongodb.client.MongoCollection;
import io.metagate.demo.gateway.GatewayEnvironment;
import io.metagate.demo.gateway.GatewayKeys;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.ScratchStore;
import io.metagate.it.fixture.StoreRelay;
import io.metagate.it.fixture.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.Document;

/** A gateway before a store of things that some may change, and a relay between the two. */
final class WritableThings implements AutoCloseable {

    static final String RECORDS = "/v1/collections/things/records";

    private static final String POLICIES = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: customer-support}
            spec: {description: Answering a request., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: things}
            spec:
              store: {database: backup, collection: things}
              id: {type: string, class: public}
              dataSubject: {field: owner, class: account}
              fields:
                region:     {type: string, class: public}
                number:     {type: int,    class: public}
                tags:       {type: string, class: public}
                maker.name: {type: string, class: public}
                parts.name: {type: string, class: public}
                parts.cost: {type: int,    class: internal.cost}
                note:       {type: string, class: personal.note}
                handle:     {type: string, class: personal.handle}
                owner:      {type: string, class: personal.username}
                secret:     {type: string, class: internal.secret}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: made}
            spec:
              store: {database: backup, collection: made}
              id: {type: objectId, class: public}
              fields: {number: {type: int, class: public}}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: region}
            spec:
              mode: active
              effect: permit
              principals: {roles: [support-agent]}
              purposes: [customer-support]
              collections: [things]
              actions: [read, create, update, delete]
              rows: {region: {$in: "${principal.claims.regions}"}}
              fields:
                - {class: public, read: clear, write: true}
                - {path: note, read: remove, write: blind}
                - {path: handle, read: {mask: last, keep: 1}, write: blind}
                - {path: owner, read: {mask: last, keep: 1}}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: made}
            spec:
              mode: active
              effect: permit
              principals: {roles: [support-agent]}
              purposes: [customer-support]
              collections: [made]
              actions: [read, create, update]
              fields: [{class: public, read: clear, write: true}]
            ---
            apiVersion: metagate.io/v1
            kind: Limit
            metadata: {name: ample}
            spec:
              principals: {roles: [support-agent]}
              per: principal
              probes: [{quota: 1000000000, window: 1s}]
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: readers}
            spec:
              mode: active
              effect: permit
              principals: {roles: [analyst]}
              purposes: [customer-support]
              collections: [things]
              actions: [read]
              fields: [{class: public, read: clear}]
            """;

    private final ScratchStore store;
    private final StoreRelay relay;
    private final GatewayFixture gateway;
    private final UnaryOperator<GatewayEnvironment> told;

    private WritableThings(
            ScratchStore store, StoreRelay relay, GatewayFixture gateway, UnaryOperator<GatewayEnvironment> told) {
        this.store = store;
        this.relay = relay;
        this.gateway = gateway;
        this.told = told;
    }

    /** One with that workspace and audit log, which answers. */
    static WritableThings start(Workspace workspace, AuditServer audit) {
        ScratchStore store = ScratchStore.start();
        StoreRelay relay = store.relay();
        Path policies = policies(workspace, store);
        UnaryOperator<GatewayEnvironment> told = empty -> empty.store(store.uri(relay))
                .allowingOpenStore()
                .with("METAGATE_WRITE_RECONCILE_AFTER", "PT2S")
                .policies(policies)
                .keys(GatewayKeys.in(workspace.gatewayKeys()));
        GatewayFixture gateway = GatewayFixture.start(workspace, audit, told);
        gateway.awaitReady();
        return new WritableThings(store, relay, gateway, told);
    }

    private static Path policies(Workspace workspace, ScratchStore store) {
        try {
            Path folder = Files.createDirectories(workspace.folder().resolve("things"));
            Files.writeString(folder.resolve("policies.yaml"), store.policies(POLICIES));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The gateway. */
    GatewayFixture gateway() {
        return gateway;
    }

    /** Another gateway with the same store, audit log, keys and policies, which answers. */
    GatewayFixture another(Workspace workspace) {
        GatewayFixture another = GatewayFixture.start(workspace, gateway.audit(), told);
        another.awaitReady();
        return another;
    }

    /** What is between the gateway and its store. */
    StoreRelay relay() {
        return relay;
    }

    /** Somebody who may change the things of one region. */
    ApiClient writer() {
        return writer(gateway);
    }

    /** The same at another gateway. */
    static ApiClient writer(GatewayFixture gateway) {
        return gateway.caller(Persona.SUPPORT_AGENT).with("Content-Type", "application/json");
    }

    /** The same, to send merge patches. */
    ApiClient patcher() {
        return writer().with("Content-Type", "application/merge-patch+json");
    }

    /** Somebody who may read all things and change none. */
    ApiClient reader() {
        return gateway.caller(Persona.ANALYST)
                .with("Metagate-Purpose", "customer-support")
                .with("Content-Type", "application/json");
    }

    /** The things in the store, past the gateway. */
    MongoCollection<Document> stored(String collection) {
        return store.database().getCollection(collection);
    }

    /** Puts a thing into the store, past the gateway. */
    void hold(Document thing) {
        stored("things").insertOne(thing);
    }

    /** The record of that answer, with the one that announced it before. */
    List<AuditRow> recordsOf(ApiResponse reply) throws SQLException {
        AuditRow outcome = gateway.audit().find(reply.auditId()).orElseThrow();
        String announced = outcome.leaf().replaceFirst(".*\"write\":\\{[^}]*\"id\":\"([0-9a-f-]+)\".*", "$1");
        return List.of(gateway.audit().find(announced).orElseThrow(), outcome);
    }

    @Override
    public void close() {
        gateway.close();
        try {
            relay.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            store.close();
        }
    }
}
