package dev.parlance.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** One call under way. Only its own thread and the run's thread touch it. */
final class RunningCall {
    private final ToolCall call;
    private final long deadline;
    private final Cancellation cancellation = new Cancellation();
    private final long begun = System.nanoTime();
    private final Thread thread;

    /** How long it took, in nanoseconds, once it has ended. */
    private volatile long took = -1;

    /** @param ended takes the result, on the call's thread, exactly once */
    RunningCall(Tool tool, ToolCall call, ToolContextParts parts, Consumer<ToolResult> ended) {
        this.call = call;
        this.deadline = Patience.nanos(parts.deadline());
        ToolContext context = new ToolContext(cancellation, parts.deadline(), parts.progress());
        this.thread = Thread.ofVirtual()
                .name("parlance-agent tool " + call.name())
                .unstarted(() -> {
                    ToolResult result = result(tool, call, context);
                    took = System.nanoTime() - begun;
                    ended.accept(result);
                });
    }

    /** What the context is made of. */
    record ToolContextParts(Duration deadline, Consumer<String> progress) {}

    void start() {
        thread.start();
    }

    ToolCall call() {
        return call;
    }

    Thread thread() {
        return thread;
    }

    /** For how long it runs, or ran. */
    long age() {
        long whole = took;
        return whole < 0 ? System.nanoTime() - begun : whole;
    }

    /** Whether its time is over and it has not ended. What has ended is told, however late the run comes to hear of it. */
    boolean expired() {
        return took < 0 && left() <= 0;
    }

    /** What is left until the deadline, in nanoseconds. */
    long left() {
        return deadline - age();
    }

    String timedOut() {
        return "The tool did not end within " + Words.time(deadline) + " and was stopped.";
    }

    void stop() {
        try {
            cancellation.cancel();
        } catch (RuntimeException broken) {
            // What the tool does on cancellation must not keep the others from being stopped; its thread is interrupted
            // anyway.
        } finally {
            thread.interrupt();
        }
    }

    private static ToolResult result(Tool tool, ToolCall call, ToolContext context) {
        try {
            return Objects.requireNonNull(tool.call(call, context), "it returned null");
        } catch (Throwable broken) {
            // Whatever a tool throws, errors of the machine included, the model can be told and the others go on.
            String words = broken.getMessage();
            String kind = broken.getClass().getSimpleName();
            return ToolResult.failure(
                    "The tool failed: " + (words == null || words.isBlank() ? kind : kind + ": " + words));
        }
    }
}
