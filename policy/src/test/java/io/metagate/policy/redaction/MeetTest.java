package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import io.metagate.test.Seeded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeetTest {

    private static final int VALUES = 400;
    private static final String ALL_HIDDEN = "\"***\"";

    private static final List<Transform> OF_TEXTS = List.of(
            new MaskTransform.Email(false),
            new MaskTransform.Email(true),
            new MaskTransform.First(1),
            new MaskTransform.First(3),
            new MaskTransform.First(2, 9),
            new MaskTransform.Last(2),
            new MaskTransform.Last(4),
            new MaskTransform.Last(1, 7),
            new MaskTransform.Initials(),
            new IpMask(),
            new FilenameMask(),
            new Transform.Constant("a"),
            new Transform.Constant("b"),
            new Transform.Pseudonym(),
            new TokenTransform());
    private static final List<Transform> OF_DATES = Stream.of(TruncateTransform.Unit.values())
            .<Transform>map(TruncateTransform::new)
            .toList();
    private static final List<Transform> OF_NUMBERS = Stream.of("2", "3", "10", "15", "1000", "999999999999999")
            .<Transform>map(width -> new BucketTransform(new BigDecimal(width)))
            .toList();

    private final Seeded random = Seeded.forTest("MeetTest");

    @Test
    void tellsNothingThatEitherDoesNotTell() {
        List<String> texts = texts();
        List<Long> numbers = numbers();
        assertTellsNoMore(
                OF_TEXTS,
                texts,
                (transform, text) -> ReleasedBodies.one(
                        SampleCollection.plan("string", transform), new BsonOut().text("string", text)));
        assertTellsNoMore(
                OF_DATES,
                numbers,
                (transform, number) -> ReleasedBodies.one(
                        SampleCollection.plan("date", transform), new BsonOut().date("date", number)));
        assertTellsNoMore(
                OF_NUMBERS,
                numbers,
                (transform, number) -> ReleasedBodies.one(
                        SampleCollection.plan("int", transform), new BsonOut().int64("int", number)));
    }

    @Test
    void isTheLessRevealingOfTwoThatRevealOtherwise() {
        assertThat(new Transform.Pseudonym().meet(new MaskTransform.Last(4))).isEqualTo(new Transform.Pseudonym());
        assertThat(new Transform.Clear().meet(new ScrubTransform())).isEqualTo(new ScrubTransform());
        assertThat(new Transform.Remove().meet(new Transform.Clear())).isEqualTo(new Transform.Remove());
    }

    @Test
    void keepsAsMuchAsBothKeep() {
        assertThat(new MaskTransform.Last(4).meet(new MaskTransform.Last(2))).isEqualTo(new MaskTransform.Last(2, 8));
        assertThat(new MaskTransform.Email(false).meet(new MaskTransform.Email(true)))
                .isEqualTo(new MaskTransform.Email(true));
        assertThat(new TruncateTransform(TruncateTransform.Unit.HOUR)
                        .meet(new TruncateTransform(TruncateTransform.Unit.YEAR)))
                .isEqualTo(new TruncateTransform(TruncateTransform.Unit.YEAR));
        assertThat(bucket("10").meet(bucket("1000"))).isEqualTo(bucket("1000"));
        assertThat(bucket("1.5").meet(bucket("10"))).isEqualTo(bucket("30"));
        assertThat(bucket("999999999999999").meet(bucket("2"))).isEqualTo(new Transform.Null());
        assertThat(new TokenTransform().meet(new Transform.Pseudonym())).isEqualTo(new Transform.Pseudonym());
        assertThat(new MaskTransform.First(1).meet(new MaskTransform.Last(1))).isEqualTo(new Transform.Null());
        assertThat(new Transform.Constant("a").meet(new Transform.Constant("b")))
                .isEqualTo(new Transform.Constant("a"));
    }

    @Test
    void letsTheMoreRevealingOutWhereTwoPoliciesPermit() {
        assertThat(new MaskTransform.Last(2).or(new MaskTransform.Last(4))).isEqualTo(new MaskTransform.Last(2));
        assertThat(new MaskTransform.Last(2, 8).or(new MaskTransform.Last(4))).isEqualTo(new MaskTransform.Last(4));
        assertThat(bucket("1000").or(bucket("10"))).isEqualTo(bucket("10"));
        assertThat(bucket("10").or(bucket("1000"))).isEqualTo(bucket("10"));
        assertThat(new MaskTransform.First(2).or(new MaskTransform.Last(2))).isEqualTo(new MaskTransform.First(2));
        assertThat(new Transform.Remove().or(new Transform.Null())).isEqualTo(new Transform.Null());
    }

    private static <T> void assertTellsNoMore(List<Transform> alike, List<T> values, Release<T> release) {
        Map<Transform, List<String>> released = new HashMap<>();
        Function<Transform, List<String>> all = transform -> released.computeIfAbsent(
                transform,
                made -> values.stream().map(value -> release.of(made, value)).toList());
        for (Transform one : alike) {
            for (Transform other : alike) {
                if (one.disclosureLevel() == other.disclosureLevel()) {
                    Transform meet = one.meet(other);
                    assertToldBy(one, meet, all);
                    assertToldBy(other, meet, all);
                }
            }
        }
    }

    /** That who knows what the one tells of a value knows what the meet tells of it. */
    private static void assertToldBy(Transform one, Transform meet, Function<Transform, List<String>> released) {
        List<String> told = released.apply(one);
        List<String> met = released.apply(meet);
        Map<String, String> known = new HashMap<>();
        for (int n = 0; n < told.size(); n++) {
            String now = met.get(n);
            String before = hidesShortTexts(meet) && now.contains(ALL_HIDDEN) ? null : known.put(told.get(n), now);
            if (before != null && !before.equals(now)) {
                fail("%s of %s: %s gives %s and %s", meet, one, told.get(n), before, now);
            }
        }
    }

    /** Such a mask also tells whether a text is longer than both hide, which neither of the two tells of all texts. */
    private static boolean hidesShortTexts(Transform transform) {
        return transform instanceof MaskTransform.First || transform instanceof MaskTransform.Last;
    }

    private List<String> texts() {
        List<String> pieces =
                List.of("jane", "roe", "x", "@", "acme.", "example", " ", "Ab", "/home/", ".txt", "10.0.0.");
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < VALUES; n++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.below(6); left > 0; left--) {
                text.append(random.oneOf(pieces));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        for (int n = 0; n < VALUES; n++) {
            numbers.add((long) random.below(Integer.MAX_VALUE) - random.below(100) * 100_000_000L);
            numbers.add((long) random.below(200) - 100);
        }
        return numbers;
    }

    private static BucketTransform bucket(String width) {
        return new BucketTransform(new BigDecimal(width));
    }

    private interface Release<T> {
        String of(Transform transform, T value);
    }
}
