package io.metagate.it.bed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A signal to a process and to those that it started. */
public enum Signal {
    /** Halts it where it is: its connections stay and say nothing. */
    STOP,
    /** Lets it go on. */
    CONT,
    /** Ends it at once. */
    KILL;

    /** Sends it, to the process itself first. */
    public void sendToAll(long pid) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name(), Long.toString(pid)));
        ProcessHandle.of(pid)
                .ifPresent(process -> process.descendants().forEach(child -> command.add(Long.toString(child.pid()))));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
