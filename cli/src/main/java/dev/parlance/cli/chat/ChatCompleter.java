package dev.parlance.cli.chat;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, and behind {@code /model} and {@code /think} what they take. */
final class ChatCompleter implements Completer {
    private static final List<String> THINKING =
            List.of("off", "on", "minimal", "low", "medium", "high", "xhigh", "max", "budget:", "default");

    private final Supplier<List<String>> models;

    ChatCompleter(Supplier<List<String>> models) {
        this.models = models;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> words = line.words();
        if (line.wordIndex() == 0) {
            if (line.word().startsWith("/")) {
                SlashCommand.words().forEach(word -> candidates.add(new Candidate(word)));
            }
        } else if (line.wordIndex() == 1 && words.getFirst().equals(SlashCommand.Name.MODEL.word())) {
            models.get().forEach(model -> candidates.add(new Candidate(model)));
        } else if (line.wordIndex() == 1 && words.getFirst().equals(SlashCommand.Name.THINK.word())) {
            THINKING.forEach(word -> candidates.add(new Candidate(word)));
        }
    }
}
