/**
 * What every exchange passes, whichever endpoint it is for: who asks, how often, evidence, answer. The only place that
 * appends to the audit log and the only one that lets bytes out; other policies come into force in {@code reload},
 * because that is recorded too. What is known of a request before its endpoint works is in {@code context}. Knows no
 * endpoint. Start with {@link io.metagate.gateway.enforcement.EnforcementPoint}.
 */
@NullMarked
package io.metagate.gateway.enforcement;

import org.jspecify.annotations.NullMarked;
