package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.redaction.pii.TextScrubber;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The transforms over values of the driver, slow and obvious. */
final class ReferenceTransforms {

    /** The types that have tokens; those and binaries have pseudonyms. */
    private static final Set<FieldType> IDENTIFYING =
            Set.of(FieldType.STRING, FieldType.INT, FieldType.DATE, FieldType.OBJECT_ID, FieldType.UUID);

    private final Map<String, byte[]> undecodable;
    private List<Optional<String>> people = List.of();

    ReferenceTransforms(Map<String, byte[]> undecodable) {
        this.undecodable = undecodable;
    }

    /** Starts a record about the people whose identifiers are so written; empty ones cannot be written. */
    void about(List<Optional<String>> identifiers) {
        people = identifiers;
    }

    /** The transformed value; empty if the transform cannot be applied. */
    Optional<BsonValue> apply(Transform transform, Field field, BsonValue value) {
        if (transform instanceof Transform.Clear) {
            return Optional.of(value);
        }
        if (transform instanceof Transform.Constant constant) {
            return Optional.of(new BsonString(constant.text()));
        }
        if (transform instanceof Transform.Null || value.isNull()) {
            return Optional.of(BsonNull.VALUE);
        }
        if (transform instanceof MaskTransform mask) {
            return value instanceof BsonString text
                    ? Optional.of(new BsonString(mask(mask, text.getValue())))
                    : Optional.empty();
        }
        if (transform instanceof TruncateTransform truncate) {
            return value instanceof BsonDateTime date ? truncated(truncate, date.getValue()) : Optional.empty();
        }
        if (transform instanceof BucketTransform bucket) {
            return new ReferenceBucket(bucket.width()).apply(field, value);
        }
        if (transform instanceof ScrubTransform) {
            return value instanceof BsonString text ? scrubbed(text.getValue()) : Optional.empty();
        }
        if (transform instanceof TokenTransform) {
            return IDENTIFYING.contains(field.type())
                    ? Optional.of(new BsonString(token(field, value)))
                    : Optional.empty();
        }
        return IDENTIFYING.contains(field.type()) || field.type() == FieldType.BINARY
                ? Optional.of(new BsonString(pseudonym(field, value)))
                : Optional.empty();
    }

    private static String mask(MaskTransform mask, String text) {
        int[] points = text.codePoints().toArray();
        if (mask instanceof MaskTransform.First first) {
            return points.length <= first.longestHidden() ? "***" : string(points, 0, first.keep()) + "***";
        }
        if (mask instanceof MaskTransform.Last last) {
            return points.length <= last.longestHidden()
                    ? "***"
                    : "***" + string(points, points.length - last.keep(), points.length);
        }
        if (mask instanceof IpMask) {
            return ReferencePlaces.address(text);
        }
        if (mask instanceof FilenameMask) {
            return ReferencePlaces.path(text);
        }
        return mask instanceof MaskTransform.Email email ? email(email, text, points) : initials(points);
    }

    private static String email(MaskTransform.Email mask, String text, int[] points) {
        List<Integer> all = Arrays.stream(points).boxed().toList();
        int at = all.indexOf((int) '@');
        if (at < 3 || text.length() > 320) {
            return "***";
        }
        String domain = string(points, at + 1, points.length);
        List<String> labels = List.of(domain.split("\\.", -1));
        IntPredicate alphabetic = c -> "-".indexOf(c) >= 0 || isLetterMarkOrNumber(c);
        boolean domainFits = labels.size() >= 2
                && labels.size() <= 17
                && labels.stream()
                        .allMatch(l -> !l.isEmpty()
                                && l.codePointCount(0, l.length()) <= 63
                                && l.codePoints().allMatch(alphabetic));
        boolean mailboxFits = all.subList(0, at).stream()
                .noneMatch(c -> isBlank(c) || c < 32 || c == 127 || "@<>()\",:;[]\\".indexOf(c) >= 0);
        if (!domainFits || !mailboxFits) {
            return "***";
        }
        return string(points, 0, 1) + "***@" + (mask.domainHidden() ? "***" : domain);
    }

    private static String initials(int[] points) {
        List<List<Integer>> names = new ArrayList<>();
        boolean inName = false;
        for (int point : points) {
            if (!isBlank(point)) {
                if (!inName) {
                    names.add(new ArrayList<>());
                }
                names.get(names.size() - 1).add(point);
            }
            inName = !isBlank(point);
        }
        int letters = names.stream().mapToInt(List::size).sum();
        if (names.size() > 5
                || letters <= 2 * names.size()
                || names.stream().anyMatch(name -> !Character.isLetter(name.get(0)))) {
            return "***";
        }
        return names.stream().map(name -> Character.toString(name.get(0)) + ".").collect(Collectors.joining(" "));
    }

    private static Optional<BsonValue> truncated(TruncateTransform truncate, long millis) {
        ZonedDateTime at = Instant.ofEpochMilli(millis)
                .atZone(ZoneOffset.UTC)
                .withNano(0)
                .withSecond(0)
                .withMinute(0);
        ZonedDateTime start =
                switch (truncate.unit()) {
                    case HOUR -> at;
                    case DAY -> at.withHour(0);
                    case MONTH -> at.withHour(0).withDayOfMonth(1);
                    case YEAR -> at.withHour(0).withDayOfMonth(1).withMonth(1);
                };
        try {
            return Optional.of(new BsonDateTime(start.toInstant().toEpochMilli()));
        } catch (ArithmeticException tooEarly) {
            return Optional.empty();
        }
    }

    /** What is recognised has tests of its own; here it only matters in whose record. */
    private Optional<BsonValue> scrubbed(String text) {
        return people.contains(Optional.<String>empty())
                ? Optional.empty()
                : TextScrubber.about(people.stream().map(Optional::orElseThrow).toList())
                        .map(scrubber -> new BsonString(scrubber.scrubbed(text)));
    }

    private String token(Field field, BsonValue value) {
        byte[] canonical = canonical(value);
        int power = 32 - Integer.numberOfLeadingZeros(canonical.length - 1);
        Mac mac = mac(field);
        byte[] key = BsonOut.joined(
                mac.doFinal("token/1".getBytes(StandardCharsets.UTF_8)),
                mac.doFinal("token/2".getBytes(StandardCharsets.UTF_8)));
        byte[] label = field.classification().label().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new ReferenceSiv(key).seal(Arrays.copyOf(canonical, Math.max(32, 1 << power)), List.of(label));
        return "t1_" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private static Mac mac(Field field) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(RandomPlans.secret(field.classification()), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String pseudonym(Field field, BsonValue value) {
        Mac mac = mac(field);
        byte[] hash = Arrays.copyOf(mac.doFinal(canonical(value)), 16);
        return "p1_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private byte[] canonical(BsonValue value) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            canonical(out, value);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void canonical(DataOutputStream out, BsonValue value) throws IOException {
        if (value instanceof BsonNumber number) {
            out.writeByte(0x12);
            out.writeLong(number.longValue());
        } else if (value instanceof BsonString text) {
            byte[] utf8 =
                    undecodable.getOrDefault(text.getValue(), text.getValue().getBytes(StandardCharsets.UTF_8));
            out.writeByte(0x02);
            out.write(BsonOut.string(utf8));
        } else if (value instanceof BsonDateTime date) {
            out.writeByte(0x09);
            out.write(BsonOut.le64(date.getValue()));
        } else if (value instanceof BsonObjectId id) {
            out.writeByte(0x07);
            out.write(id.getValue().toByteArray());
        } else {
            BsonBinary binary = value.asBinary();
            byte[] data = binary.getData();
            byte[] payload = binary.getType() == 2 ? BsonOut.joined(BsonOut.le32(data.length), data) : data;
            out.writeByte(0x05);
            out.write(BsonOut.binary(binary.getType() & 0xFF, payload));
        }
    }

    private static boolean isBlank(int point) {
        return Character.isSpaceChar(point) || "\t\n\u000b\f\r".indexOf(point) >= 0;
    }

    private static boolean isLetterMarkOrNumber(int point) {
        return Character.toString(point).matches("[\\p{L}\\p{M}\\p{N}]");
    }

    private static String string(int[] points, int from, int to) {
        return new String(points, from, to - from);
    }
}
