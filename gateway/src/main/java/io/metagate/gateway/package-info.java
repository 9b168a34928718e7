/**
 * The service: HTTP in, MongoDB behind, PostgreSQL beside. One request reads top to bottom in
 * {@code enforcement.EnforcementPoint}; start there.
 *
 * <p>Packages import downwards only: {@code change} (endpoints that write) knows {@code access} (endpoints that read),
 * which like {@code report} (the auditors' endpoints) and {@code http} (what stands before all endpoints) knows
 * {@code enforcement} (what every exchange passes) and {@code request} (bodies and headers). These know
 * {@code connection} (what holds before there is a request), {@code admission}, {@code identity}, {@code decision},
 * {@code limit}, {@code store}, {@code audit} and {@code problem} (what an exchange is made of), which know
 * {@code keys}, {@code readiness} and the libraries for policies, audit records and stores, and not each other.
 */
@NullMarked
package io.metagate.gateway;

import org.jspecify.annotations.NullMarked;
