CREATE TABLE idempotency_key (
    key      bytea       NOT NULL PRIMARY KEY CHECK (octet_length(key) = 32),
    request  bytea       NOT NULL CHECK (octet_length(request) = 32),
    record   bytea       NOT NULL,
    claimant uuid        NOT NULL,
    claimed  timestamptz NOT NULL,
    done     boolean     NOT NULL
);

COMMENT ON TABLE idempotency_key IS 'One row for each header Idempotency-Key of the last 24 hours. No evidence: rows change and go.';
COMMENT ON COLUMN idempotency_key.key IS 'HMAC of the principal, the collection and the key.';
COMMENT ON COLUMN idempotency_key.request IS 'HMAC of the purpose and the body that came with it.';
COMMENT ON COLUMN idempotency_key.record IS 'The identifier of the record that it makes, sealed.';
COMMENT ON COLUMN idempotency_key.claimant IS 'The request that makes the record, or made it.';
COMMENT ON COLUMN idempotency_key.claimed IS 'When that request began.';
COMMENT ON COLUMN idempotency_key.done IS 'Whether the record is made.';

CREATE INDEX idempotency_key_claimed ON idempotency_key (claimed);
