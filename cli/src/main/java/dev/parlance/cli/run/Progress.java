package dev.parlance.cli.run;

import dev.parlance.agent.AgentEvent;
import dev.parlance.agent.AgentListener;
import dev.parlance.agent.Spending;
import dev.parlance.agent.ToolCall;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.providers.value.OneLine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Shows people what a run is doing. On a terminal one line that changes, elsewhere one line for each event. Thread-safe. */
public final class Progress implements AgentListener, AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private static final List<String> TELLING = List.of("command", "path", "url", "pattern");

    private static final int LONGEST_REASON = 100;

    private final PrintStream err;
    private final Style style;
    private final IntSupplier columns;
    private final long begun = System.nanoTime();
    private final Map<String, String> running = new LinkedHashMap<>();
    private final @Nullable ScheduledExecutorService clock;
    private int step;
    private long tokens;
    private String doing = "starting";
    private boolean drawn;
    private boolean paused;
    private boolean closed;

    /** How it is shown. */
    public enum Style {
        /** One line that changes. */
        LIVE,
        /** A line for each event. */
        LINES,
        /** Remarks alone. */
        QUIET
    }

    /** @param columns how wide the terminal is now, for the one line that changes */
    public Progress(PrintStream err, Style style, IntSupplier columns) {
        this.err = err;
        this.style = style;
        this.columns = columns;
        this.clock = style == Style.LIVE ? ticking() : null;
    }

    @Override
    public synchronized void happened(AgentEvent event) {
        switch (event) {
            case AgentEvent.StepStarted(int number) -> {
                step = number;
                doing = "waiting for the model";
                line("step " + number);
            }
            case AgentEvent.AnswerArrived(int number, ChatEvent arrived) -> arrived(arrived);
            case AgentEvent.StepAnswered(int number, var response) -> {
                tokens += tokens(response.usage());
                doing = "";
            }
            case AgentEvent.ToolStarted(ToolCall call) -> {
                String shown = shown(call);
                running.put(call.id(), shown);
                line(shown);
            }
            case AgentEvent.ToolProgressed(ToolCall call, String words) -> line(call.name() + ": " + words);
            case AgentEvent.ToolEnded(String id, String tool, var result, boolean cut, Duration time) -> {
                running.remove(id);
                line(tool + ": "
                        + (result.failed()
                                ? "failed: " + Visible.cut(OneLine.first(result.text()), LONGEST_REASON)
                                : "done" + (cut ? ", cut" : ""))
                        + ", " + seconds(time));
            }
            case AgentEvent.ToolAbandoned(String id, String tool) -> line(tool + " did not stop and was left behind");
            case AgentEvent.HistoryRepaired(var answered, var removed) ->
                line("the conversation was mended: " + (answered.size() + removed.size()) + " calls or results");
            case AgentEvent.StallNoticed(var evidence) -> line("the model stalled and is reminded to go on");
            case AgentEvent.EmptyAnswerRetried(var error, String change) ->
                line("the answer was empty, again " + change);
            case AgentEvent.HistoryCompacted(var error, int before, int after) ->
                line("the conversation was made shorter: " + before + " messages, now " + after);
            case AgentEvent.RepetitionNoticed(String tool, int times) ->
                line(tool + " gave the same result " + times + " times; the model is told");
            case AgentEvent.TranscriptGrown grown -> {}
            case AgentEvent.RunEnded(var outcome) -> {
                erase();
                closed = true;
                if (style != Style.QUIET) {
                    print(summary(outcome.spent()));
                }
            }
        }
        draw();
    }

    /** Says something that stays. */
    public synchronized void remark(String words) {
        erase();
        print(words);
        draw();
    }

    /** Something else takes the terminal over. */
    synchronized void pause() {
        erase();
        paused = true;
    }

    /** The terminal is ours again. */
    synchronized void resume() {
        paused = false;
        draw();
    }

    /** Ends; the line is gone. */
    @Override
    public synchronized void close() {
        erase();
        closed = true;
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    private void arrived(ChatEvent event) {
        if (event instanceof ChatEvent.ReasoningDelta) {
            doing = "the model thinks";
        } else if (event instanceof ChatEvent.TextDelta) {
            doing = "the model answers";
        }
    }

    private void line(String words) {
        if (style == Style.LINES) {
            print(words);
        }
    }

    private void print(String words) {
        err.println("parlance: " + Visible.of(OneLine.of(words)));
        err.flush();
    }

    private synchronized void draw() {
        if (style != Style.LIVE || paused || closed) {
            return;
        }
        String tools = String.join(", ", running.values());
        err.print(ERASE + row(tools.isEmpty() ? doing : tools));
        err.flush();
        drawn = true;
    }

    private void erase() {
        if (drawn) {
            err.print(ERASE);
            err.flush();
            drawn = false;
        }
    }

    /** What is under way gives way first when there is no room. */
    private String row(String what) {
        String head = "step " + step;
        String tail = ", " + tokens + " tokens, " + seconds(Duration.ofNanos(System.nanoTime() - begun));
        int most = columns.getAsInt() - 1;
        int room = most - Visible.cells(head + ", " + tail);
        String middle = room < 4 ? "" : ", " + Visible.cut(Visible.of(OneLine.of(what)), room);
        return Visible.cut(head + middle + tail, most);
    }

    private static String summary(Spending spent) {
        return (spent.steps() == 1 ? "1 step, " : spent.steps() + " steps, ")
                + (spent.usage() == null ? "" : tokens(spent.usage()) + " tokens, ")
                + seconds(spent.time());
    }

    private static String shown(ToolCall call) {
        for (String name : TELLING) {
            if (call.arguments().get(name) instanceof JsonString(String words)) {
                return call.name() + " " + OneLine.of(words);
            }
        }
        return call.name();
    }

    private static long tokens(@Nullable Usage usage) {
        Long input = usage == null ? null : usage.input();
        Long output = usage == null ? null : usage.output();
        return (input == null ? 0 : input) + (output == null ? 0 : output);
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + "." + time.toMillisPart() / 100 + " s";
    }

    private ScheduledExecutorService ticking() {
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("parlance-run clock").factory());
        var unused = ticks.scheduleAtFixedRate(this::draw, 1, 1, TimeUnit.SECONDS);
        return ticks;
    }
}
