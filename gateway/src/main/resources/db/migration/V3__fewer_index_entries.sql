-- A record comes without a place in the tree, and mostly with an answer: neither needs an entry in an index, and entries are what an append costs.
ALTER TABLE audit_record DROP CONSTRAINT audit_record_leaf_index_key;
CREATE UNIQUE INDEX audit_record_leaf_index ON audit_record (leaf_index) WHERE leaf_index IS NOT NULL;

-- Records that were released are found by walking through all of them, newest first.
DROP INDEX audit_record_outcome;
CREATE INDEX audit_record_outcome ON audit_record (outcome, id DESC) WHERE outcome <> 'released';
