package dev.parlance.client;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what a listener hears; events of one kind in a row once. */
class Recorder implements CallListener {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<Timings> timings = new CopyOnWriteArrayList<>();

    @Override
    public void started(Call call) {
        heard.add("started " + call.model() + (call.streamed() ? " streamed" : ""));
    }

    @Override
    public void prepared(String model, List<Adjustment> adjustments) {
        heard.add("prepared " + adjustments.size());
    }

    @Override
    public void sent(Call call, int attempt) {
        heard.add("sent " + attempt);
    }

    @Override
    public void firstByte(Call call, int attempt, int status) {
        heard.add("firstByte " + attempt + " " + status);
    }

    @Override
    public void event(Call call, ChatEvent event) {
        String name = event.getClass().getSimpleName();
        if (!heard.getLast().equals(name)) {
            heard.add(name);
        }
    }

    @Override
    public void retrying(Call call, Duration pause, ParlanceException error) {
        heard.add("retrying " + pause.toMillis() + " " + error.kind());
    }

    @Override
    public void finished(Call call, @Nullable Usage usage, Timings taken) {
        heard.add("finished" + (usage == null ? "" : " with usage"));
        timings.add(taken);
    }

    @Override
    public void failed(Call call, ParlanceException error, Timings taken) {
        heard.add("failed " + error.kind());
        timings.add(taken);
    }
}
