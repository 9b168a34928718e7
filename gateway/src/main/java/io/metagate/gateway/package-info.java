/**
 * The service: HTTP in, MongoDB behind, PostgreSQL beside. One request reads top to bottom in {@code enforcement.EnforcementPoint}; start there.
 *
 * <p>Packages import downwards only: {@code access} and {@code report} (the endpoints) know {@code enforcement} (what every exchange passes),
 * which knows {@code identity}, {@code decision}, {@code limit}, {@code store}, {@code evidence} and {@code problem} (what it is made of), which
 * know {@code keys}, {@code readiness} and the libraries for policies, audit records and stores, and not each other.
 */
@NullMarked
package io.metagate.gateway;

import org.jspecify.annotations.NullMarked;
