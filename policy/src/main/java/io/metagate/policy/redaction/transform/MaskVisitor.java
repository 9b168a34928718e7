package io.metagate.policy.redaction.transform;

/** Does something with a {@link MaskTransform}, for each variant what is due to it. */
public interface MaskVisitor<R> {

    R email(MaskTransform.Email email);

    R first(MaskTransform.First first);

    R last(MaskTransform.Last last);

    R initials(MaskTransform.Initials initials);

    R filename(FilenameMask filename);

    R ip(IpMask ip);
}
