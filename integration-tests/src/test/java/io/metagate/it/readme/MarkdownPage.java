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
 * its answer below.
 */
record MarkdownPage(Path file) {

    private static final Pattern BLOCK =
            Pattern.compile("^```console\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("\\$ ((?:.*\\\\\\n)*.*\\n)((?:(?!\\$ ).*\\n)*)");

    String text() throws IOException {
        return Files.readString(file);
    }

    List<ConsoleExample> examples() throws IOException {
        List<ConsoleExample> examples = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text()); block.find(); ) {
            for (Matcher command = COMMAND.matcher(block.group(1)); command.find(); ) {
                examples.add(new ConsoleExample(
                        file.getFileName().toString(), command.group(1).strip(), command.group(2)));
            }
        }
        return examples;
    }
}
