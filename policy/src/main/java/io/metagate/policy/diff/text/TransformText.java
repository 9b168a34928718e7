package io.metagate.policy.diff.text;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.MaskVisitor;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TransformVisitor;
import io.metagate.policy.redaction.transform.TruncateTransform;

/** Transforms as their authors would write them. */
final class TransformText implements TransformVisitor<String>, MaskVisitor<String> {
    @Override
    public String clear(Transform.Clear clear) {
        return clear.name();
    }

    @Override
    public String scrub(ScrubTransform scrub) {
        return scrub.name();
    }

    @Override
    public String mask(MaskTransform mask) {
        return mask.acceptMask(this);
    }

    @Override
    public String truncate(TruncateTransform truncate) {
        return "{truncate: " + truncate.unit().wireName() + "}";
    }

    @Override
    public String bucket(BucketTransform bucket) {
        return "{bucket: " + new JsonValue.Num(bucket.width()) + "}";
    }

    @Override
    public String token(TokenTransform token) {
        return token.name();
    }

    @Override
    public String pseudonym(Transform.Pseudonym pseudonym) {
        return pseudonym.name();
    }

    @Override
    public String constant(Transform.Constant constant) {
        return "{constant: " + new JsonValue.Text(constant.text()) + "}";
    }

    @Override
    public String nothing(Transform.Null nothing) {
        return nothing.name();
    }

    @Override
    public String remove(Transform.Remove remove) {
        return remove.name();
    }

    @Override
    public String email(MaskTransform.Email email) {
        return email.domainHidden() ? "{mask: email, domain: hide}" : "{mask: email}";
    }

    @Override
    public String first(MaskTransform.First first) {
        return "{mask: first, keep: " + first.keep() + "}";
    }

    @Override
    public String last(MaskTransform.Last last) {
        return "{mask: last, keep: " + last.keep() + "}";
    }

    @Override
    public String initials(MaskTransform.Initials initials) {
        return named(initials);
    }

    @Override
    public String filename(FilenameMask filename) {
        return named(filename);
    }

    @Override
    public String ip(IpMask ip) {
        return named(ip);
    }

    private static String named(MaskTransform mask) {
        return "{mask: " + mask.name().substring("mask.".length()) + "}";
    }
}
