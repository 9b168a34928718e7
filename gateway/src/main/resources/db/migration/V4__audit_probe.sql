CREATE TABLE audit_probe (
    writer  uuid        NOT NULL PRIMARY KEY,
    mark    uuid        NOT NULL,
    written timestamptz NOT NULL
);

COMMENT ON TABLE audit_probe IS 'One row for each connection that writes the log. No evidence: rows change, and go a day after the last change.';
COMMENT ON COLUMN audit_probe.writer IS 'The connection, by a number of its own.';
COMMENT ON COLUMN audit_probe.mark IS 'What it wrote last, and then found again: that commits are durable.';
COMMENT ON COLUMN audit_probe.written IS 'When.';
