package dev.parlance.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A terminal whose person gives the answers they were told, and then none. */
final class Answering implements Terminal {
    private final int columns;
    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<String> questions = new ArrayList<>();

    Answering(int columns, String... answers) {
        this.columns = columns;
        this.answers.addAll(List.of(answers));
    }

    @Override
    public int columns() {
        return columns;
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
