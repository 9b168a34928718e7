package io.metagate.policy.redaction.transform;

/** Does something with a {@link Transform}, for each variant what is due to it. */
public interface TransformVisitor<R> {

    R clear(Transform.Clear clear);

    R scrub(ScrubTransform scrub);

    R mask(MaskTransform mask);

    R truncate(TruncateTransform truncate);

    R bucket(BucketTransform bucket);

    R token(TokenTransform token);

    R pseudonym(Transform.Pseudonym pseudonym);

    R constant(Transform.Constant constant);

    R nothing(Transform.Null nothing);

    R remove(Transform.Remove remove);
}
