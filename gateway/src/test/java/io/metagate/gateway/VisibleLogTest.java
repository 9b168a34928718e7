package io.metagate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class VisibleLogTest {

    @Test
    void leavesNoNameALineOfItsOwn() {
        ExtLogRecord forging = new ExtLogRecord(
                Level.ERROR, "refused: {0}", ExtLogRecord.FormatStyle.MESSAGE_FORMAT, VisibleLogTest.class.getName());
        forging.setParameters(new Object[] {"unknown collection 'x\u001b[2J\r\n2026-01-05 INFO all is well {0}'"});

        assertThat(new VisibleLog().isLoggable(forging)).isTrue();
        assertThat(new PatternFormatter("%s").format(forging))
                .isEqualTo("refused: unknown collection 'x\\u001b[2J\\u000d\\u000a2026-01-05 INFO all is well {0}'");
    }

    @Test
    void leavesOtherMessagesAsTheyAre() {
        ExtLogRecord plain = new ExtLogRecord(
                Level.INFO, "policies in force: %s", ExtLogRecord.FormatStyle.PRINTF, VisibleLogTest.class.getName());
        plain.setParameters(new Object[] {"abc"});

        assertThat(new VisibleLog().isLoggable(plain)).isTrue();
        assertThat(plain.getMessage()).isEqualTo("policies in force: %s");
        assertThat(new PatternFormatter("%s").format(plain)).isEqualTo("policies in force: abc");
    }
}
