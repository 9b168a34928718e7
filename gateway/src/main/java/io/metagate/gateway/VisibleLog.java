package io.metagate.gateway;

import io.metagate.policy.text.VisibleText;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Shows in the log what cannot be seen, such as line ends and what steers a terminal. INVARIANT: whoever logs whatever
 * name, one message is one line, and no name can pretend to be another message (P7 keeps values out; this keeps names
 * in their place).
 */
@LoggingFilter(name = "visible-text")
public final class VisibleLog implements Filter {

    private static final Formatter MESSAGE = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord message) {
        if (message instanceof ExtLogRecord formatted) {
            String text = MESSAGE.format(formatted);
            String shown = VisibleText.of(text);
            if (!shown.equals(text)) {
                formatted.setMessage(shown, ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        return true;
    }
}
