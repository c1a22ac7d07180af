package dev.parlance.cli.run;

import dev.parlance.agent.Cancellation;
import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolContext;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.RawJson;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A tool that asks before it does something. Its time begins when it is allowed: nobody is hurried to an answer.
 *
 * @param limit how long one deed may take
 */
record GuardedTool(String name, String description, RawJson parameters, Duration limit, Plan plan, Consent consent)
        implements Tool {
    /** The agent's own deadline counts the asking too. */
    private static final Duration WITH_ASKING = Duration.ofDays(30);

    /** Less than the agent waits for us. */
    private static final Duration GRACE = Duration.ofMillis(800);

    /** Understands a call. */
    @FunctionalInterface
    interface Plan {
        Deed of(ToolCall call) throws ToolFault, IOException;
    }

    @Override
    public Duration deadline() {
        return WITH_ASKING;
    }

    @Override
    public ToolResult call(ToolCall call, ToolContext context) throws Exception {
        try {
            Deed deed = plan.of(call);
            String refusal = consent.refusal(name, deed);
            return refusal == null ? performed(deed, context) : ToolResult.failure(refusal);
        } catch (ToolFault fault) {
            return ToolResult.failure(String.valueOf(fault.getMessage()));
        }
    }

    private ToolResult performed(Deed deed, ToolContext outer) throws Exception {
        Cancellation cancellation = new Cancellation();
        ToolContext context = new ToolContext(cancellation, limit, outer.progress());
        CompletableFuture<ToolResult> done = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("parlance-run " + name).start(() -> {
            try {
                done.complete(deed.action().perform(context));
            } catch (Throwable broken) {
                // The agent turns it into words, as with every other tool.
                done.completeExceptionally(broken);
            }
        });
        Cancellation.Registration registration = outer.cancellation().onCancel(cancellation::cancel);
        try {
            return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException broken) {
            throw cause(broken);
        } catch (TimeoutException late) {
            stop(worker, cancellation);
            return ToolResult.failure("This did not end within " + limit.toSeconds() + " s and was stopped.");
        } catch (InterruptedException cancelled) {
            stop(worker, cancellation);
            throw cancelled;
        } finally {
            registration.close();
        }
    }

    private static Exception cause(ExecutionException broken) {
        return broken.getCause() instanceof Exception known ? known : broken;
    }

    private static void stop(Thread worker, Cancellation cancellation) {
        cancellation.cancel();
        worker.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            boolean ignored = worker.join(GRACE);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
