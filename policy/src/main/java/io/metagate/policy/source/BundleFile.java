package io.metagate.policy.source;

/**
 * One file of a bundle.
 *
 * @param name its path within the bundle, with forward slashes
 * @param text its content
 */
public record BundleFile(String name, String text) {}
