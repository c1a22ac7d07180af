package dev.parlance.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A terminal whose person gives the answers they were told, and then none. */
final class Answering implements Terminal {
    private final Size size;
    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<String> questions = new ArrayList<>();

    Answering(int columns, String... answers) {
        this(new Size(columns, 24), answers);
    }

    Answering(Size size, String... answers) {
        this.size = size;
        this.answers.addAll(List.of(answers));
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public synchronized @Nullable String ask(String text) {
        questions.add(text);
        return answers.poll();
    }

    synchronized List<String> questions() {
        return List.copyOf(questions);
    }
}
