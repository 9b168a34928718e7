package io.metagate.policy.redaction;

/** The proof that an access is durably recorded. What was redacted can be had for nothing less (P3). */
public interface Evidence {}
