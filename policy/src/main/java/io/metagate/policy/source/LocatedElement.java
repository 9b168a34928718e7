package io.metagate.policy.source;

/** A part of a bundle with the place where it stands. */
public record LocatedElement<T>(SourcePosition at, T value) {}
