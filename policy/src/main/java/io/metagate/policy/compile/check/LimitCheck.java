package io.metagate.policy.compile.check;

import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.source.ProblemCollector;
import java.util.List;

/** Checks limits: a quota that nothing counts would only seem to protect (P6). */
public record LimitCheck(ProblemCollector problems) {

    public void check(List<Limit> limits) {
        for (Limit limit : limits) {
            limit.quotas().forEach((measure, quotas) -> {
                if (!measure.enforced()) {
                    problems.add(quotas.at(), "quotas on " + measure.wireName() + " are not enforced yet");
                }
            });
        }
    }
}
