-- A record comes without a place in the tree, and mostly with an answer: neither needs an entry in an index, and entries are what an append costs.
ALTER TABLE audit_record DROP CONSTRAINT audit_record_leaf_index_key;
CREATE UNIQUE INDEX audit_record_leaf_index ON audit_record (leaf_index) WHERE leaf_index IS NOT NULL;

-- Records that were released are found by walking through all of them, newest first.
DROP INDEX audit_record_outcome;
CREATE INDEX audit_record_outcome ON audit_record (outcome, id DESC) WHERE outcome <> 'released';

COMMENT ON TABLE audit_record IS 'One access or a part of one each. Rows are only added. The leaf is the evidence; the columns beside it repeat parts of it for search.';
COMMENT ON COLUMN audit_record.collection IS 'Collection as asked for. Null: none was asked for, or none that the policies know.';
COMMENT ON COLUMN audit_record.purpose IS 'Purpose as stated. Null: none was stated, or none that the policies know.';
COMMENT ON COLUMN audit_record.outcome IS 'released, denied, limited, failed, intended or unknown.';
COMMENT ON COLUMN audit_record.problem IS 'Code of the problem that was answered or found. Null: there was none.';
