package io.metagate.policy.catalogue;

import io.metagate.policy.path.FieldPath;

/**
 * How to tell whose record a record is.
 *
 * @param field the field that holds the person's identifier
 * @param identifierClass the kind of identifier; equal values of one kind are one person, in whichever collection they
 *     stand
 */
public record DataSubject(FieldPath field, String identifierClass) {

    public DataSubject {
        if (identifierClass.isBlank()) {
            throw new IllegalArgumentException("a data subject names the class of its identifier");
        }
    }
}
