package io.metagate.policy.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.model.FieldUses;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.FilterKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldRightsTest {

    private static final FieldUses ALL_USES = new FieldUses(Set.of(FilterKind.values()), true, true);

    @Test
    void takesAwayWhatACapLeavesNoSightOf() {
        Transform hidden = new Transform.Constant("hidden");
        FieldRights seen = new FieldRights(new Transform.Clear(), ALL_USES, WriteRight.SEEING);
        FieldRights blind = new FieldRights(
                new Transform.Pseudonym(), new FieldUses(Set.of(FilterKind.EXACT), false, false), WriteRight.BLIND);

        assertThat(seen.cappedBy(hidden)).isEqualTo(new FieldRights(hidden, FieldUses.none(), WriteRight.NONE));
        assertThat(seen.cappedBy(new Transform.Clear())).isEqualTo(seen);
        assertThat(blind.cappedBy(hidden)).isEqualTo(new FieldRights(hidden, FieldUses.none(), WriteRight.BLIND));
        assertThat(blind.cappedBy(new Transform.Pseudonym())).isEqualTo(blind);
        assertThat(blind.cappedBy(new MaskTransform.Last(2))).isEqualTo(blind);
    }

    @Test
    void makesNoRightsThatWouldRevealAHiddenField() {
        for (FilterKind kind : List.of(FilterKind.RANGE, FilterKind.PREFIX, FilterKind.EXISTS)) {
            assertRevealing(new FieldUses(Set.of(kind), false, false), WriteRight.NONE);
        }
        assertRevealing(new FieldUses(Set.of(), true, false), WriteRight.NONE);
        assertRevealing(new FieldUses(Set.of(), false, true), WriteRight.NONE);
        assertRevealing(FieldUses.none(), WriteRight.SEEING);
    }

    @Test
    void allowsEachUseByItself() {
        FieldRights all = clear(ALL_USES, WriteRight.SEEING);
        FieldRights least = clear(FieldUses.none(), WriteRight.NONE);

        assertThat(all.useAll(all)).isTrue();
        assertThat(all.useAll(FieldRights.NONE)).isTrue();
        assertThat(least.useAll(least)).isTrue();
        for (FilterKind kind : FilterKind.values()) {
            assertThat(least.useAll(clear(new FieldUses(Set.of(kind), false, false), WriteRight.NONE)))
                    .isFalse();
        }
        assertThat(least.useAll(clear(new FieldUses(Set.of(), true, false), WriteRight.NONE)))
                .isFalse();
        assertThat(least.useAll(clear(new FieldUses(Set.of(), false, true), WriteRight.NONE)))
                .isFalse();
        assertThat(least.useAll(clear(FieldUses.none(), WriteRight.BLIND))).isFalse();
        assertThat(clear(FieldUses.none(), WriteRight.BLIND).useAll(clear(FieldUses.none(), WriteRight.SEEING)))
                .isFalse();
    }

    private static FieldRights clear(FieldUses uses, WriteRight write) {
        return new FieldRights(new Transform.Clear(), uses, write);
    }

    private static void assertRevealing(FieldUses uses, WriteRight write) {
        assertThatThrownBy(() -> new FieldRights(new Transform.Pseudonym(), uses, write))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
