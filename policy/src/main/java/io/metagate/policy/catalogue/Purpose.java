package io.metagate.policy.catalogue;

/**
 * A declared, checked reason of an access.
 *
 * @param name the name that a request states
 * @param description for people
 * @param legalBasis the ground for processing, as the record of processing names it
 */
public record Purpose(String name, String description, String legalBasis) {}
