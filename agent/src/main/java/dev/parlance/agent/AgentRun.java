package dev.parlance.agent;

import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.TokenEstimate;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run. Used once, by one thread. */
final class AgentRun {
    private final ChatModel model;
    private final ChatRequest asked;
    private final boolean resumed;
    private final Toolbox toolbox;
    private final AgentSettings settings;
    private final AgentListener listener;
    private final History history;
    private final Meter meter;
    private final Patience patience;
    private final LoopWatch loops;
    private final Shortening shortening;
    private final AskedDifferently differently = new AskedDifferently();
    private final List<RunningCall> stopped = new ArrayList<>();
    private int emptyAnswers;
    private ParlanceException.@Nullable EmptyResponse lastEmpty;

    /** @param resumed whether the messages of the request are a transcript and not a task */
    AgentRun(
            ChatModel model,
            ChatRequest request,
            boolean resumed,
            List<Tool> tools,
            AgentSettings settings,
            AgentListener listener) {
        this.model = model;
        this.toolbox = new Toolbox(tools);
        this.asked = toolbox.offeredIn(request);
        this.resumed = resumed;
        this.settings = settings;
        this.listener = listener;
        this.history = new History(request.messages());
        this.meter = new Meter(settings.budgets(), settings.price());
        this.patience = new Patience(settings.cancellation(), settings.budgets().time(), settings.toolGrace());
        this.shortening = new Shortening(settings.compaction(), patience);
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
            tell(new AgentEvent.RunEnded(outcome));
            return outcome;
        }
    }

    private AgentOutcome untilDone() {
        try {
            repair();
            AgentOutcome outcome = answeredBefore();
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

    /** A transcript that ends with an answer has nothing left to ask, unless the run was lost before it reminded a stalled model. */
    private @Nullable AgentOutcome answeredBefore() {
        List<Message> messages = history.messages();
        if (!resumed
                || messages.isEmpty()
                || !(messages.getLast() instanceof Message.Assistant said)
                || said.callsTools()) {
            return null;
        }
        ChatResponse answer = new ChatResponse(null, null, 0, said.content(), null, null, List.of(), null);
        return answer.text().isBlank() || reminded(answer, asked) ? null : finished(answer);
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
        tell(new AgentEvent.StepStarted(step));
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
        lastEmpty = null;
        differently.answered();
        shortening.answered();
        tell(new AgentEvent.StepAnswered(step, answer));
        history.answer(answer.message());
        grown();
        if (!history.open().isEmpty() || reminded(answer, request)) {
            return null;
        }
        return finished(answer);
    }

    /** Whether the model runs in circles although it was told. */
    private boolean runTools(List<Content.ToolCall> open) throws HaltedException {
        List<AgentEvent.RepetitionNoticed> repetitions = new ArrayList<>();
        new ToolStep(toolbox, patience, settings, stopped, this::tell, (call, result) -> {
                    history.result(call.id(), result.content());
                    grown();
                    int times = loops.noted(call.name(), call.arguments().valueOrText(), result.content());
                    if (loops.tooOften(times)) {
                        repetitions.add(new AgentEvent.RepetitionNoticed(call.name(), times));
                    }
                })
                .run(open);
        if (repetitions.isEmpty()) {
            return false;
        }
        tell(repetitions.getLast());
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
            case ParlanceException.InvalidRequest refused when differently.takeBackRoom() -> afterRefusedRoom(request);
            case ParlanceException.UnsupportedRequest refused
            when "messages".equals(refused.failure().parameter()) -> afterUnreadableResults(refused);
            default -> failed(error);
        };
    }

    private @Nullable AgentOutcome afterOverflow(ParlanceException.ContextOverflow overflow) throws HaltedException {
        List<Message> before = history.messages();
        List<Message> after;
        try {
            after = shortening.of(before, overflow);
        } catch (ParlanceException error) {
            return failed(error);
        }
        history.replace(after);
        tell(new AgentEvent.HistoryCompacted(overflow, before.size(), after.size()));
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
        lastEmpty = error;
        String change = differently.change(request, kind, reasoned, emptyAnswers);
        tell(new AgentEvent.EmptyAnswerRetried(error, change));
        return null;
    }

    /** More room was our wish and not the caller's: that it is refused must not end the run, nor hide what was wrong before. */
    private @Nullable AgentOutcome afterRefusedRoom(ChatRequest request) {
        ParlanceException.EmptyResponse empty = lastEmpty;
        if (empty == null) {
            // A text that was cut goes on in the room that there is.
            return null;
        }
        String change = differently.lessThinking(request);
        if (change == null || meter.lastStepTaken()) {
            return failed(empty);
        }
        tell(new AgentEvent.EmptyAnswerRetried(empty, change));
        return null;
    }

    /** What a tool shows is not the caller's choice: a picture for a model that reads text alone becomes words. */
    private @Nullable AgentOutcome afterUnreadableResults(ParlanceException.UnsupportedRequest error) {
        List<String> changed = history.replaceMediaInResults();
        if (changed.isEmpty()) {
            return failed(error);
        }
        tell(new AgentEvent.HistoryRepaired(changed, List.of()));
        grown();
        return null;
    }

    private boolean reminded(ChatResponse answer, ChatRequest request) {
        StallEvidence evidence = mayRemind() ? StallEvidence.in(answer, settings.stallRecovery()) : null;
        if (evidence == null) {
            return false;
        }
        if (evidence == StallEvidence.CUT_BY_LENGTH) {
            differently.moreRoom(request);
        }
        remind(evidence);
        return true;
    }

    private boolean mayRemind() {
        return settings.stallRecovery() != StallRecovery.OFF
                && !asked.tools().isEmpty()
                && meter.reached() == null
                && history.toolAnsweredInTurn()
                && !Notes.saidInTurn(history.messages(), Notes.STALLED);
    }

    private void remind(StallEvidence evidence) {
        tell(new AgentEvent.StallNoticed(evidence));
        say(Notes.STALLED);
    }

    private void say(Message note) {
        history.add(note);
        grown();
    }

    private void repair() {
        AgentEvent.HistoryRepaired repaired = history.repair();
        if (repaired != null) {
            tell(repaired);
        }
    }

    /** On the run's own thread, whose interrupt is the run's: a listener that saves or prints would fail with it. */
    private void tell(AgentEvent event) {
        patience.takeInterrupt();
        listener.happened(event);
    }

    private void grown() {
        tell(new AgentEvent.TranscriptGrown(history.transcript()));
    }

    private void count(ChatRequest request, @Nullable ChatResponse answer) {
        meter.count(
                answer == null ? null : answer.usage(),
                TokenEstimate.of(request) + (answer == null ? 0 : TokenEstimate.ofText(answer.text())));
    }

    private AgentOutcome reached(Limit limit) {
        return new AgentOutcome.BudgetReached(limit, history.transcript(), meter.spent());
    }

    private AgentOutcome finished(ChatResponse answer) {
        return new AgentOutcome.Finished(answer, history.transcript(), meter.spent());
    }

    private AgentOutcome failed(ParlanceException error) {
        return new AgentOutcome.Failed(error, history.transcript(), meter.spent());
    }

    /** Tools that heed their interrupt are gone when the run returns; of the others the caller hears. */
    private void awaitStopped() {
        long end = System.nanoTime() + Patience.nanos(settings.toolGrace());
        for (RunningCall call : stopped) {
            if (!patience.join(call.thread(), end - System.nanoTime())) {
                tell(new AgentEvent.ToolAbandoned(call.call().id(), call.call().name()));
            }
        }
    }
}
