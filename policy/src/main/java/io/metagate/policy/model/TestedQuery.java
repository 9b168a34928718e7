package io.metagate.policy.model;

import io.metagate.policy.request.Query;
import io.metagate.policy.source.SourcePosition;

/** A query that a policy test expects to be refused or allowed, and where it stands. */
public record TestedQuery(SourcePosition at, Query query) {}
