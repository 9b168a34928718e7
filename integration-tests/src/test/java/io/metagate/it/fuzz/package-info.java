/**
 * Random HTTP, well-formed and not, byte by byte: what the gateway answers is documented, and in the audit log exactly
 * once. Start with {@code HttpFuzzIT}.
 */
package io.metagate.it.fuzz;
