package dev.parlance.agent;

import dev.parlance.agent.RunningCall.ToolContextParts;
import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of one answer side by side and waits until each has a result: its own, or one that says why there is none. Used by the run's
 * thread alone; the tools speak to it through a queue.
 */
final class ToolStep {
    private static final Duration NO_TIME = Duration.ZERO;

    private final Toolbox toolbox;
    private final Patience patience;
    private final AgentSettings settings;
    private final Consumer<AgentEvent> events;
    private final Recorder recorder;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Map<String, RunningCall> running = new LinkedHashMap<>();
    private final List<RunningCall> stopped;

    /** Takes the results as they come. */
    @FunctionalInterface
    interface Recorder {
        /** A result, as the model will read it. */
        void record(Content.ToolCall call, ToolResult result);
    }

    private sealed interface Signal {
        record Progressed(ToolCall call, String words) implements Signal {}

        record Ended(String id, ToolResult result) implements Signal {}

        record Woken() implements Signal {}
    }

    /** @param stopped takes the calls that were stopped and may still be ending */
    ToolStep(
            Toolbox toolbox,
            Patience patience,
            AgentSettings settings,
            List<RunningCall> stopped,
            Consumer<AgentEvent> events,
            Recorder recorder) {
        this.toolbox = toolbox;
        this.patience = patience;
        this.settings = settings;
        this.stopped = stopped;
        this.events = events;
        this.recorder = recorder;
    }

    void run(List<Content.ToolCall> calls) throws HaltedException {
        patience.check();
        Map<String, Content.ToolCall> written = new LinkedHashMap<>();
        calls.forEach(call -> written.put(call.id(), call));
        Cancellation.Registration registration =
                patience.cancellation().onCancel(() -> signals.add(new Signal.Woken()));
        try {
            HaltedException.Cause why = null;
            for (Content.ToolCall call : calls) {
                // Whoever hears of the first call may stop the others before they do anything.
                why = patience.halt();
                if (why != null) {
                    break;
                }
                start(call);
            }
            while (why == null && !running.isEmpty()) {
                Signal signal = next();
                if (signal != null) {
                    heard(signal, written);
                }
                expire(written);
                why = patience.halt();
            }
            if (why != null) {
                halt(why, written);
                throw new HaltedException(why);
            }
        } finally {
            registration.close();
            // Only when a listener threw is anything left.
            List.copyOf(running.values()).forEach(this::stop);
        }
    }

    private void start(Content.ToolCall written) {
        Tool tool = toolbox.named(written.name());
        if (tool == null) {
            ended(written, ToolResult.failure(toolbox.unknown(written.name())), NO_TIME);
            return;
        }
        JsonObject arguments = arguments(written);
        if (arguments == null) {
            ended(
                    written,
                    ToolResult.failure("The arguments are not a JSON object: "
                            + Words.excerpt(written.arguments().text())
                            + "\nCall the tool again with one JSON object that fits its schema."),
                    NO_TIME);
            return;
        }
        ToolCall call = new ToolCall(written.id(), written.name(), arguments);
        Duration own = tool.deadline();
        ToolContextParts parts = new ToolContextParts(
                own == null ? settings.toolDeadline() : own, words -> signals.add(new Signal.Progressed(call, words)));
        RunningCall started =
                new RunningCall(tool, call, parts, result -> signals.add(new Signal.Ended(call.id(), result)));
        events.accept(new AgentEvent.ToolStarted(call));
        running.put(call.id(), started);
        started.start();
    }

    private static @Nullable JsonObject arguments(Content.ToolCall call) {
        return call.arguments().text().isBlank()
                ? JsonObject.EMPTY
                : call.arguments().objectOrNull();
    }

    private @Nullable Signal next() {
        long wait = patience.left();
        for (RunningCall call : running.values()) {
            wait = Math.min(wait, call.left());
        }
        try {
            return signals.poll(Math.max(wait, 0), TimeUnit.NANOSECONDS);
        } catch (InterruptedException cancelled) {
            patience.interrupted();
            return null;
        }
    }

    private void heard(Signal signal, Map<String, Content.ToolCall> written) {
        switch (signal) {
            case Signal.Progressed(ToolCall call, String words) -> {
                if (running.containsKey(call.id())) {
                    events.accept(new AgentEvent.ToolProgressed(call, words));
                }
            }
            case Signal.Ended(String id, ToolResult result) -> {
                RunningCall call = running.remove(id);
                Content.ToolCall its = written.get(id);
                if (call != null && its != null) {
                    ended(its, result, Duration.ofNanos(call.age()));
                }
            }
            case Signal.Woken woken -> {}
        }
    }

    private void expire(Map<String, Content.ToolCall> written) {
        for (RunningCall call : List.copyOf(running.values())) {
            if (call.expired()) {
                stop(call);
                tell(call, call.timedOut(), written);
            }
        }
    }

    /** What has ended by now keeps its result. All others are stopped before anybody hears of it, for listeners may take their time. */
    private void halt(HaltedException.Cause why, Map<String, Content.ToolCall> written) {
        List<Signal> late = new ArrayList<>();
        signals.drainTo(late);
        Map<String, RunningCall> unfinished = new LinkedHashMap<>(running);
        for (Signal signal : late) {
            if (signal instanceof Signal.Ended ended) {
                unfinished.remove(ended.id());
            }
        }
        unfinished.values().forEach(this::stop);
        late.forEach(signal -> heard(signal, written));
        String words = switch (why) {
            case CANCELLED -> "The user cancelled the run before the tool ended; it was stopped.";
            case OUT_OF_TIME -> "The time of the run was over before the tool ended; it was stopped.";
        };
        unfinished.values().forEach(call -> tell(call, words, written));
    }

    private void tell(RunningCall call, String words, Map<String, Content.ToolCall> written) {
        Content.ToolCall its = written.get(call.call().id());
        if (its != null) {
            ended(its, ToolResult.failure(words), Duration.ofNanos(call.age()));
        }
    }

    private void stop(RunningCall call) {
        running.remove(call.call().id());
        stopped.add(call);
        call.stop();
    }

    private void ended(Content.ToolCall call, ToolResult whole, Duration time) {
        ToolResult said = whole.readable();
        ToolResult shown = ResultBudget.cut(said, settings.resultTokens());
        events.accept(new AgentEvent.ToolEnded(call.id(), call.name(), shown, shown != said, time));
        recorder.record(call, shown);
    }
}
