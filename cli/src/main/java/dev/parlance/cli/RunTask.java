package dev.parlance.cli;

import dev.parlance.agent.Transcript;
import dev.parlance.cli.ask.Question;
import dev.parlance.cli.ask.StandardStreams;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.error.ParlanceException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do: a task, a conversation that is taken up, or both.
 *
 * @param words as on the command line
 * @param system instructions above the task
 * @param resumed the transcript to go on with
 */
record RunTask(
        List<String> words,
        @Nullable String system,
        @Nullable Path resumed) {

    /** The conversation that the run begins with. @throws CommandFailure when there is nothing to do */
    List<Message> messages(InputStream in, StandardStreams terminals) {
        List<Message> messages = new ArrayList<>();
        if (resumed != null) {
            messages.addAll(transcript(resumed, in).messages());
        }
        if (system != null) {
            if (resumed != null) {
                throw new CommandFailure("--system: the transcript of --resume has its own instructions.");
            }
            messages.add(Message.system(system));
        }
        String task = task(in, terminals);
        if (!task.isBlank()) {
            messages.add(Message.user(task));
        } else if (resumed == null) {
            throw new CommandFailure("There is no task. Write it behind the options, or pipe it in.");
        } else if (isFinished(messages)) {
            throw new CommandFailure(
                    resumed + ": this run is finished. Write behind the options what is to be done next.");
        }
        return messages;
    }

    private String task(InputStream in, StandardStreams terminals) {
        boolean named = words.contains(Question.STANDARD_INPUT);
        String said = String.join(
                " ",
                words.stream()
                        .filter(word -> !word.equals(Question.STANDARD_INPUT))
                        .toList());
        String input = named || !terminals.in() ? Question.read(in) : "";
        return said.isBlank() && input.isBlank() ? "" : Question.of(said, input);
    }

    private static Transcript transcript(Path file, InputStream in) {
        if (file.toString().equals(Question.STANDARD_INPUT)) {
            throw new CommandFailure("--resume -: a transcript is read from a file.");
        }
        String text = new String(Input.read(file.toString(), in).bytes(), StandardCharsets.UTF_8);
        try {
            return Transcript.ofJson(text);
        } catch (ParlanceException.InvalidRequest unreadable) {
            throw new CommandFailure(file + ": " + unreadable.failure().sentence());
        }
    }

    private static boolean isFinished(List<Message> messages) {
        return messages.isEmpty()
                || messages.getLast() instanceof Message.System
                || messages.getLast() instanceof Message.Assistant answer
                        && answer.content().stream().noneMatch(Content.ToolCall.class::isInstance);
    }
}
