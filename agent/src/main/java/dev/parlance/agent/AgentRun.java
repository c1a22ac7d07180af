package dev.parlance.agent;

import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.TokenEstimate;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run. Used once, by one thread. */
final class AgentRun {
    private final ChatModel model;
    private final ChatRequest asked;
    private final Toolbox toolbox;
    private final AgentSettings settings;
    private final AgentListener listener;
    private final History history;
    private final Meter meter;
    private final Patience patience;
    private final LoopWatch loops;
    private final AskedDifferently differently = new AskedDifferently();
    private final List<RunningCall> stopped = new ArrayList<>();
    private int emptyAnswers;
    private boolean compacted;

    AgentRun(ChatModel model, ChatRequest request, List<Tool> tools, AgentSettings settings, AgentListener listener) {
        this.model = model;
        this.toolbox = new Toolbox(tools);
        this.asked = toolbox.offeredIn(request);
        this.settings = settings;
        this.listener = listener;
        this.history = new History(request.messages());
        this.meter = new Meter(settings.budgets(), settings.price());
        this.patience = new Patience(settings.cancellation(), settings.budgets().time(), settings.toolGrace());
        this.loops = new LoopWatch(settings.repetitions());
    }

    AgentOutcome run() {
        try (patience) {
            AgentOutcome outcome;
            try {
                outcome = untilDone();
            } finally {
                awaitStopped();
            }
            listener.happened(new AgentEvent.RunEnded(outcome));
            return outcome;
        }
    }

    private AgentOutcome untilDone() {
        try {
            repair();
            AgentOutcome outcome = null;
            while (outcome == null) {
                outcome = step();
            }
            return outcome;
        } catch (HaltedException halted) {
            history.close("The run ended before this tool was started.");
            return switch (halted.why()) {
                case CANCELLED -> new AgentOutcome.Cancelled(history.transcript(), meter.spent());
                case OUT_OF_TIME -> reached(Limit.TIME);
            };
        }
    }

    /** Runs what is open and asks once. Null when there is more to do. */
    private @Nullable AgentOutcome step() throws HaltedException {
        List<Content.ToolCall> open = history.open();
        if (!open.isEmpty() && runTools(open)) {
            return reached(Limit.REPETITION);
        }
        Limit limit = meter.reached();
        if (limit != null) {
            return reached(limit);
        }
        patience.check();
        int step = meter.step();
        ChatRequest request =
                differently.apply(asked.toBuilder().messages(history.messages()).build());
        listener.happened(new AgentEvent.StepStarted(step));
        ModelCall call = new ModelCall(
                model,
                request,
                settings.streaming(),
                event -> listener.happened(new AgentEvent.AnswerArrived(step, event)));
        ChatResponse answer;
        try {
            answer = patience.await("model", call, call::abandon);
        } catch (ParlanceException error) {
            ChatResponse heard = call.heard();
            if (heard != null || error instanceof ParlanceException.EmptyResponse) {
                count(request, heard);
            }
            return afterFailure(error, request, heard);
        }
        count(request, answer);
        emptyAnswers = 0;
        compacted = false;
        listener.happened(new AgentEvent.StepAnswered(step, answer));
        history.answer(answer.message());
        grown();
        if (!history.open().isEmpty() || reminded(answer, request)) {
            return null;
        }
        return new AgentOutcome.Finished(answer, history.transcript(), meter.spent());
    }

    /** Whether the model runs in circles although it was told. */
    private boolean runTools(List<Content.ToolCall> open) throws HaltedException {
        List<AgentEvent.RepetitionNoticed> repetitions = new ArrayList<>();
        new ToolStep(toolbox, patience, settings, stopped, listener::happened, (call, result) -> {
                    history.result(call.id(), result.content());
                    grown();
                    int times = loops.noted(call.name(), call.arguments().valueOrText(), result.text());
                    if (loops.tooOften(times)) {
                        repetitions.add(new AgentEvent.RepetitionNoticed(call.name(), times));
                    }
                })
                .run(open);
        if (repetitions.isEmpty()) {
            return false;
        }
        listener.happened(repetitions.getLast());
        if (Notes.saidInTurn(history.messages(), Notes.REPEATING)) {
            return true;
        }
        say(Notes.REPEATING);
        return false;
    }

    private @Nullable AgentOutcome afterFailure(
            ParlanceException error, ChatRequest request, @Nullable ChatResponse heard) throws HaltedException {
        return switch (error) {
            case ParlanceException.ContextOverflow overflow -> afterOverflow(overflow);
            case ParlanceException.EmptyResponse empty -> afterEmptyAnswer(empty, request, heard);
            default -> failed(error);
        };
    }

    private @Nullable AgentOutcome afterOverflow(ParlanceException.ContextOverflow overflow) throws HaltedException {
        Compaction compaction = settings.compaction();
        // When the shorter conversation does not fit either, a second attempt would not know better.
        if (compaction == null || compacted) {
            return failed(overflow);
        }
        compacted = true;
        List<Message> before = history.messages();
        List<Message> after;
        try {
            after = patience.await("compaction", () -> compaction.compact(before), () -> {});
        } catch (ParlanceException error) {
            return failed(error);
        } catch (RuntimeException broken) {
            return failed(new ParlanceException.Misconfigured(Failure.of(
                    "The compaction failed: " + broken, "The conversation no longer fits the model's window.")));
        }
        history.replace(after);
        listener.happened(new AgentEvent.HistoryCompacted(overflow, before.size(), after.size()));
        repair();
        grown();
        return null;
    }

    private @Nullable AgentOutcome afterEmptyAnswer(
            ParlanceException.EmptyResponse error, ChatRequest request, @Nullable ChatResponse heard) {
        Boolean reasoned =
                heard == null ? null : heard.content().stream().anyMatch(Content.Reasoning.class::isInstance);
        StopReason stop = heard == null ? null : heard.stop();
        StopReason.Kind kind = stop == null ? null : stop.kind();
        // Out of room is no stall: more room helps where a reminder would be thought about until the room is gone
        // again.
        if (Boolean.TRUE.equals(reasoned) && kind != StopReason.Kind.LENGTH && mayRemind()) {
            remind(StallEvidence.REASONING_ONLY);
            return null;
        }
        if (emptyAnswers >= settings.emptyAnswerRetries() || meter.lastStepTaken()) {
            return failed(error);
        }
        emptyAnswers++;
        String change = differently.change(request, kind, reasoned, emptyAnswers);
        listener.happened(new AgentEvent.EmptyAnswerRetried(error, change));
        return null;
    }

    private boolean reminded(ChatResponse answer, ChatRequest request) {
        if (!mayRemind() || answer.content().stream().anyMatch(Content.Refusal.class::isInstance)) {
            return false;
        }
        StopReason stop = answer.stop();
        if (stop != null && stop.kind() == StopReason.Kind.CONTENT_FILTER) {
            return false;
        }
        if (stop != null && stop.kind() == StopReason.Kind.LENGTH) {
            differently.moreRoom(request);
            return remind(StallEvidence.CUT_BY_LENGTH);
        }
        if (Announcement.endsIn(answer.text())) {
            return remind(StallEvidence.ANNOUNCED_ACTION);
        }
        return settings.stallRecovery() == StallRecovery.ALWAYS && remind(StallEvidence.NONE_NEEDED);
    }

    private boolean mayRemind() {
        return settings.stallRecovery() != StallRecovery.OFF
                && !asked.tools().isEmpty()
                && meter.reached() == null
                && history.toolAnsweredInTurn()
                && !Notes.saidInTurn(history.messages(), Notes.STALLED);
    }

    private boolean remind(StallEvidence evidence) {
        listener.happened(new AgentEvent.StallNoticed(evidence));
        say(Notes.STALLED);
        return true;
    }

    private void say(Message note) {
        history.add(note);
        grown();
    }

    private void repair() {
        AgentEvent.HistoryRepaired repaired = history.repair();
        if (repaired != null) {
            listener.happened(repaired);
        }
    }

    private void grown() {
        listener.happened(new AgentEvent.TranscriptGrown(history.transcript()));
    }

    private void count(ChatRequest request, @Nullable ChatResponse answer) {
        meter.count(
                answer == null ? null : answer.usage(),
                TokenEstimate.of(request) + (answer == null ? 0 : TokenEstimate.ofText(answer.text())));
    }

    private AgentOutcome reached(Limit limit) {
        return new AgentOutcome.BudgetReached(limit, history.transcript(), meter.spent());
    }

    private AgentOutcome failed(ParlanceException error) {
        return new AgentOutcome.Failed(error, history.transcript(), meter.spent());
    }

    /** Tools that heed their interrupt are gone when the run returns; of the others the caller hears. */
    private void awaitStopped() {
        long end = System.nanoTime() + settings.toolGrace().toNanos();
        for (RunningCall call : stopped) {
            if (!patience.join(call.thread(), end - System.nanoTime())) {
                listener.happened(new AgentEvent.ToolAbandoned(
                        call.call().id(), call.call().name()));
            }
        }
    }
}
