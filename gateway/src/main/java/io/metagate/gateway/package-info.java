/**
 * The service: HTTP in, MongoDB behind, PostgreSQL beside. One request reads top to bottom in {@code access.EnforcementPoint}; start there.
 *
 * <p>Packages import downwards only: {@code access} and {@code report} (what answers) know {@code identity}, {@code decision}, {@code limit},
 * {@code store}, {@code evidence}, {@code problem} and {@code readiness} (what they are made of), which know the policy and audit libraries,
 * {@code keys}, and not each other.
 */
@NullMarked
package io.metagate.gateway;

import org.jspecify.annotations.NullMarked;
