package dev.parlance.gateway.memory;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.gateway.memory.Entry.Answer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Puts back what the turns of one request have lost. Used once, not thread-safe. */
final class Restoration {
    private static final String RULE = "gateway/reasoning-memory#restore";

    private final ReasoningMemory memory;
    private final String caller;
    private final Issuer issuer;
    private final InboundRequest request;
    private final List<Message> messages;
    private final int lastUser;

    Restoration(ReasoningMemory memory, String caller, Issuer issuer, InboundRequest request) {
        this.memory = memory;
        this.caller = caller;
        this.issuer = issuer;
        this.request = request;
        this.messages = request.request().messages();
        this.lastUser = lastUser(messages);
    }

    Restored restored() {
        if (memory.isEmpty()) {
            return new Restored(request, 0, 0);
        }
        List<Run> runs = runs();
        Placement placement = new Placement();
        List<Message> changed = new ArrayList<>(messages);
        IdentityHashMap<Answer, Integer> uses = usesOfWords(runs);
        for (Run run : runs) {
            List<Answer> lacking = run.answers().stream()
                    .filter(answer -> !run.has(answer))
                    // Turns that nothing tells apart, of an answer that was given once.
                    .filter(answer -> uses.getOrDefault(answer, 0) < 2)
                    .toList();
            List<Message.Assistant> turns = placement.placed(run, lacking, issuer);
            for (int index = 0; index < turns.size(); index++) {
                changed.set(run.from + index, turns.get(index));
            }
        }
        if (issuer.wantsWholeLoops() && !loopIsWhole(runs, changed)) {
            for (int index = lastUser + 1; index < messages.size(); index++) {
                changed.set(index, messages.get(index));
            }
        }
        return result(changed);
    }

    /** The model's turns, those next to one another together, as far as the host wants their reasoning. */
    private List<Run> runs() {
        int from = issuer.profile().reasoning().replay() == Replay.TOOL_LOOP ? lastUser + 1 : 0;
        List<Run> runs = new ArrayList<>();
        int answered = from;
        while (answered > 0 && !(messages.get(answered - 1) instanceof Message.Assistant)) {
            answered--;
        }
        for (int index = from; index < messages.size(); index++) {
            List<Message.Assistant> turns = new ArrayList<>();
            int first = index;
            while (index < messages.size() && messages.get(index) instanceof Message.Assistant turn) {
                turns.add(turn);
                index++;
            }
            if (!turns.isEmpty()) {
                Run run = new Run(first, turns);
                run.label(memory, caller, issuer, messages.subList(answered, first));
                runs.add(run);
                answered = index;
            }
        }
        return runs;
    }

    private static IdentityHashMap<Answer, Integer> usesOfWords(List<Run> runs) {
        IdentityHashMap<Answer, Integer> uses = new IdentityHashMap<>();
        for (Run run : runs) {
            if (run.isByWords()) {
                run.answers().forEach(answer -> uses.merge(answer, 1, Integer::sum));
            }
        }
        return uses;
    }

    /**
     * Whether the turns of the open tool loop now all have the reasoning they came with. A host that checks them refuses a loop that begins
     * without, and one in which a turn has lost its own; where nothing of it is sent back, it goes on without thinking.
     */
    private boolean loopIsWhole(List<Run> runs, List<Message> changed) {
        boolean first = true;
        for (Run run : runs) {
            if (run.from <= lastUser || !run.callsTools()) {
                continue;
            }
            boolean reasons = false;
            for (int index = 0; index < run.messages.size(); index++) {
                reasons |= changed.get(run.from + index).content().stream()
                        .anyMatch(part -> part instanceof Content.Reasoning reasoning && Seals.sealed(reasoning));
            }
            boolean hadNone = !run.answers().isEmpty()
                    && run.answers().stream()
                            .allMatch(answer -> answer.thoughts().isEmpty());
            if (!reasons && (first || !hadNone)) {
                return false;
            }
            first = false;
        }
        return true;
    }

    private Restored result(List<Message> changed) {
        int turns = 0;
        int parts = 0;
        for (int index = 0; index < changed.size(); index++) {
            Message turn = changed.get(index);
            if (turn != messages.get(index)) {
                List<Content> before = messages.get(index).content();
                turns++;
                parts += (int) turn.content().stream()
                        .filter(part -> part instanceof Content.Reasoning
                                && before.stream().noneMatch(known -> known == part))
                        .count();
            }
        }
        if (parts == 0) {
            return new Restored(request, 0, 0);
        }
        List<Adjustment> adjustments = new ArrayList<>(request.adjustments());
        adjustments.add(adjustment(turns, parts));
        return new Restored(
                new InboundRequest(
                        request.request().toBuilder().messages(changed).build(), adjustments, request.target()),
                turns,
                parts);
    }

    private Adjustment adjustment(int turns, int parts) {
        String put = parts == 1 ? "1 part" : parts + " parts";
        return new Adjustment(
                "reasoning",
                Adjustment.Kind.REPAIRED,
                null,
                JsonValue.of(put),
                RULE,
                turns + (turns == 1 ? " assistant turn" : " assistant turns") + " came back without reasoning; what "
                        + issuer.origin() + " had issued was put back from the gateway's memory.",
                null);
    }

    private static int lastUser(List<Message> messages) {
        for (int index = messages.size() - 1; index >= 0; index--) {
            if (messages.get(index) instanceof Message.User) {
                return index;
            }
        }
        return -1;
    }
}
