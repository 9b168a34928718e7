CREATE TABLE audit_record (
    id         uuid        NOT NULL PRIMARY KEY,
    time       timestamptz NOT NULL,
    principal  text,
    client     text,
    action     text        NOT NULL,
    collection text,
    purpose    text,
    outcome    text        NOT NULL,
    problem    text,
    leaf       bytea       NOT NULL,
    leaf_hash  bytea       NOT NULL CHECK (octet_length(leaf_hash) = 32),
    leaf_index bigint UNIQUE
);

COMMENT ON TABLE audit_record IS 'One access each. Rows are only added. The leaf is the evidence; the columns beside it repeat parts of it for search.';
COMMENT ON COLUMN audit_record.id IS 'UUIDv7 of the access: order by id is order by time.';
COMMENT ON COLUMN audit_record.time IS 'When the access was: the milliseconds inside the id.';
COMMENT ON COLUMN audit_record.principal IS 'Keyed pseudonym of issuer and subject. Null: the log-in failed.';
COMMENT ON COLUMN audit_record.client IS 'Client id of the token. Null: the log-in failed.';
COMMENT ON COLUMN audit_record.action IS 'Written name of the action.';
COMMENT ON COLUMN audit_record.collection IS 'Collection as asked for, existing or not. Null: none was asked for.';
COMMENT ON COLUMN audit_record.purpose IS 'Purpose as stated, existing or not. Null: none was stated.';
COMMENT ON COLUMN audit_record.outcome IS 'released, denied, limited or failed.';
COMMENT ON COLUMN audit_record.problem IS 'Code of the problem that was answered. Null: records could be answered.';
COMMENT ON COLUMN audit_record.leaf IS 'The record in canonical JSON (RFC 8785), byte for byte as hashed.';
COMMENT ON COLUMN audit_record.leaf_hash IS 'SHA-256 of 0x00 and the leaf (RFC 6962 section 2.1).';
COMMENT ON COLUMN audit_record.leaf_index IS 'Position in the Merkle tree. Null: not yet sequenced.';

-- One index a filter, each in the order of the pages: newest first, by key.
CREATE INDEX audit_record_principal ON audit_record (principal, id DESC);
CREATE INDEX audit_record_client ON audit_record (client, id DESC);
CREATE INDEX audit_record_action ON audit_record (action, id DESC);
CREATE INDEX audit_record_collection ON audit_record (collection, id DESC);
CREATE INDEX audit_record_purpose ON audit_record (purpose, id DESC);
CREATE INDEX audit_record_outcome ON audit_record (outcome, id DESC);
