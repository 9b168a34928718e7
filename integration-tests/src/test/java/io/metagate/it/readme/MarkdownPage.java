package io.metagate.it.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown. Its examples are the fenced blocks of type {@code console}: commands after {@code $}, each with
 * its answer below. A block of type {@code bash} is a script whose answer is not shown.
 */
record MarkdownPage(Path file) {

    private static final Pattern BLOCK =
            Pattern.compile("^```(console|bash)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("\\$ ((?:.*\\\\\\n)*.*\\n)((?:(?!\\$ ).*\\n)*)");

    String text() throws IOException {
        return Files.readString(file);
    }

    List<ConsoleExample> examples() throws IOException {
        return blocks(false);
    }

    /** The examples, with the scripts between them, of which nothing is expected to be printed. */
    List<ConsoleExample> examplesAndScripts() throws IOException {
        return blocks(true);
    }

    private List<ConsoleExample> blocks(boolean scripts) throws IOException {
        String page = file.getFileName().toString();
        List<ConsoleExample> examples = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text()); block.find(); ) {
            if (block.group(1).equals("console")) {
                for (Matcher command = COMMAND.matcher(block.group(2)); command.find(); ) {
                    examples.add(new ConsoleExample(page, command.group(1).strip(), command.group(2)));
                }
            } else if (scripts) {
                examples.add(new ConsoleExample(page, block.group(2).strip(), ""));
            }
        }
        return examples;
    }
}
