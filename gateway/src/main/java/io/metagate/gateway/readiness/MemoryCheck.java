package io.metagate.gateway.readiness;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether the JVM ends when it has run out of memory, after which nobody knows what of it still works (P6). It starts
 * all the same, and says so.
 */
@ApplicationScoped
class MemoryCheck implements StartCheck {

    private static final Logger LOG = Logger.getLogger(MemoryCheck.class);
    private static final String OPTION = "ExitOnOutOfMemoryError";

    @Override
    public List<String> problems() {
        boolean ends = Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
                .map(machine -> machine.getVMOption(OPTION))
                .map(VMOption::getValue)
                .filter(Boolean::parseBoolean)
                .isPresent();
        if (!ends) {
            LOG.warnv("the JVM goes on after it has run out of memory; start it with -XX:+{0}", OPTION);
        }
        return List.of();
    }
}
