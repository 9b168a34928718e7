package io.metagate.gateway.enforcement.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.request.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessActionTest {

    @ParameterizedTest
    @EnumSource(Action.class)
    void isNamedAsPoliciesNameIt(Action action) {
        assertThat(AccessAction.of(action).wireName()).isEqualTo(action.wireName());
    }

    @Test
    void givesEachActionANameOfItsOwn() {
        assertThat(AccessAction.values()).extracting(AccessAction::wireName).doesNotHaveDuplicates();
    }
}
