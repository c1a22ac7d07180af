package dev.parlance.cli;

import dev.parlance.agent.Agent;
import dev.parlance.agent.AgentEvent;
import dev.parlance.agent.AgentListener;
import dev.parlance.agent.AgentOutcome;
import dev.parlance.agent.AgentSettings;
import dev.parlance.agent.Budgets;
import dev.parlance.agent.Cancellation;
import dev.parlance.agent.Tool;
import dev.parlance.agent.Transcript;
import dev.parlance.agent.mcp.McpServer;
import dev.parlance.agent.mcp.McpServers;
import dev.parlance.agent.mcp.McpSettings;
import dev.parlance.cli.run.Interrupts;
import dev.parlance.cli.run.Progress;
import dev.parlance.cli.run.RunRecord;
import dev.parlance.cli.run.TranscriptFile;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The run itself, from the first server that is started to the last that is ended. Used once, by one thread. */
final class RunWork implements AgentListener {
    private final Progress progress;
    private final RunRecord record;
    private final Cancellation cancellation = new Cancellation();
    private @Nullable TranscriptFile file;

    /** @param file where the conversation is kept as it grows, or null */
    RunWork(Progress progress, RunRecord record, @Nullable TranscriptFile file) {
        this.progress = progress;
        this.record = record;
        this.file = file;
    }

    /**
     * Works to the end.
     *
     * @param tools makes all tools of those that the servers have
     * @param signals whether this is the process's own work, which Ctrl-C ends
     */
    AgentOutcome done(
            ChatModel model,
            ChatRequest request,
            List<McpServer> servers,
            UnaryOperator<List<Tool>> tools,
            Budgets budgets,
            boolean signals)
            throws InterruptedException {
        AgentSettings settings = AgentSettings.builder()
                .budgets(budgets)
                .cancellation(cancellation)
                .build();
        McpSettings reported = McpSettings.defaults().withListener(fault -> {
            // Servers hear Ctrl-C as we do, and that is no news.
            if (!cancellation.cancelled()) {
                progress.remark(fault.toString());
            }
        });
        // The SDK logs through slf4j, which would say on standard error that it has nowhere to log to.
        System.setProperty("slf4j.internal.verbosity", System.getProperty("slf4j.internal.verbosity", "ERROR"));
        Start start = new Start(cancellation);
        // Heard before anything is started and until all of it is ended.
        Interrupts interrupts = signals ? Interrupts.heard(start::cancel) : null;
        try (McpServers served = start.open(servers, reported)) {
            List<Tool> all = tools.apply(start.tools(served));
            return Agent.run(model, request, all, settings, this);
        } finally {
            if (interrupts != null) {
                interrupts.close();
            }
        }
    }

    /** Servers that start slowly or never: a run that is cancelled meanwhile goes on without them, to its end. */
    private static final class Start {
        private final Cancellation cancellation;
        private @Nullable Thread waiting;

        Start(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        synchronized void cancel() {
            cancellation.cancel();
            if (waiting != null) {
                waiting.interrupt();
            }
        }

        McpServers open(List<McpServer> servers, McpSettings settings) throws InterruptedException {
            McpServers none = McpServers.open(List.of(), settings);
            return unlessCancelled(() -> McpServers.open(servers, settings), none);
        }

        List<Tool> tools(McpServers served) throws InterruptedException {
            return unlessCancelled(served::tools, List.of());
        }

        private <T> T unlessCancelled(Waiting<T> deed, T otherwise) throws InterruptedException {
            synchronized (this) {
                waiting = Thread.currentThread();
            }
            try {
                return cancellation.cancelled() ? otherwise : deed.get();
            } catch (InterruptedException interrupted) {
                if (cancellation.cancelled()) {
                    return otherwise;
                }
                throw interrupted;
            } finally {
                synchronized (this) {
                    waiting = null;
                    // It was meant for the wait, which may have been over already.
                    boolean ignored = cancellation.cancelled() && Thread.interrupted();
                }
            }
        }

        /** Something that takes its time. */
        @FunctionalInterface
        private interface Waiting<T> {
            T get() throws InterruptedException;
        }
    }

    @Override
    public void happened(AgentEvent event) {
        if (event instanceof AgentEvent.TranscriptGrown(Transcript transcript)) {
            save(transcript);
        }
        record.happened(event);
        progress.happened(event);
    }

    private void save(Transcript transcript) {
        TranscriptFile open = file;
        try {
            if (open != null) {
                open.save(transcript);
            }
        } catch (IOException full) {
            // The work goes on: it is paid for.
            file = null;
            progress.remark("the conversation can no longer be saved (" + full.getMessage() + ")");
        }
    }
}
