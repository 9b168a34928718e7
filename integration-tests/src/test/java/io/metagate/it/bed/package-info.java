/**
 * The servers that the tests run against: the packaged gateway, its store, its database and its issuers. They are
 * started when first needed, shared where that does no harm, and stopped when the tests end, however they end.
 * Variables attach the tests to servers that run already:
 *
 * <ul>
 *   <li>{@code METAGATE_TEST_MONGODB_URI}: one MongoDB server that is reached without TLS, whose database
 *       {@code backup} may be filled with the sample records, and which may get databases of other names
 *   <li>{@code METAGATE_TEST_POSTGRES_URL}: a JDBC URL with user and password, of a database for the audit log that
 *       nobody else writes to
 *   <li>{@code METAGATE_TEST_OIDC_ISSUER}: a Keycloak realm like the one that these tests import
 * </ul>
 *
 * Tests that break a server, or that need its private key, start their own all the same. Start with
 * {@link io.metagate.it.bed.Bed}.
 */
@NullMarked
package io.metagate.it.bed;

import org.jspecify.annotations.NullMarked;
