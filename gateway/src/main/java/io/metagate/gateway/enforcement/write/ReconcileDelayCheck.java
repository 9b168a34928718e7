package io.metagate.gateway.enforcement.write;

import io.metagate.gateway.readiness.StartCheck;
import io.metagate.gateway.store.CommandTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether a change whose answer was lost can no longer be underway where a store is asked what became of it. */
@ApplicationScoped
class ReconcileDelayCheck implements StartCheck {

    private static final String KEY = "metagate.write.reconcile-after";

    private final WriteConfig config;
    private final CommandTimes times;

    ReconcileDelayCheck(WriteConfig config, CommandTimes times) {
        this.config = config;
        this.times = times;
    }

    @Override
    public List<String> problems() {
        return times.byName().entrySet().stream()
                .filter(store -> config.reconcileAfter().compareTo(store.getValue()) <= 0)
                .map(store -> KEY + ": not longer than the timeout of the store " + store.getKey())
                .toList();
    }
}
