/**
 * IP addresses as text, read without asking anyone for a name. Knows nothing of redaction. Start with
 * {@link io.metagate.policy.redaction.address.IpAddress}.
 */
@NullMarked
package io.metagate.policy.redaction.address;

import org.jspecify.annotations.NullMarked;
