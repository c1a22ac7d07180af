package dev.parlance.gateway.memory;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Listens to one answer, plain or streamed, and remembers it once it is complete. Of text it keeps a print alone, and of an answer without
 * reasoning nothing. Feed it the events as the host's decoder gives them, before anything is sealed for the client. Not thread-safe.
 */
public final class Rememberer implements Consumer<ChatEvent> {
    /** What stands for a run of text. */
    private static final String RUN = ".";

    private final ReasoningMemory memory;
    private final String caller;
    private final Issuer issuer;
    private final Supplier<ChatRequest> asked;
    private final ResponseFold fold;
    private final Printer text = new Printer();
    /** How many letters had come when each run of text began. */
    private final List<Long> runs = new ArrayList<>();

    private boolean within;
    private boolean over;

    Rememberer(ReasoningMemory memory, String caller, Issuer issuer, Supplier<ChatRequest> asked) {
        this.memory = memory;
        this.caller = caller;
        this.issuer = issuer;
        this.asked = asked;
        this.fold = new ResponseFold(issuer.origin());
    }

    @Override
    public void accept(ChatEvent event) {
        if (over) {
            return;
        }
        switch (event) {
            case ChatEvent.TextDelta(String words) -> words(words);
            case ChatEvent.RefusalDelta(String words) -> words(words);
            case ChatEvent.ReasoningDelta delta -> other(delta);
            case ChatEvent.ToolCallStarted call ->
                other(new ChatEvent.ToolCallStarted(call.call(), call.id(), call.name(), Members.NONE));
            case ChatEvent.ToolCallDelta delta -> fold.accept(delta);
            case ChatEvent.PartReceived part -> other(part);
            case ChatEvent.PartEnded ended -> other(new ChatEvent.PartEnded(Members.NONE));
            case ChatEvent.ResponseStopped(StopReason reason) -> {
                over = true;
                stopped(reason);
            }
            case ChatEvent.ResponseFailed failed -> over = true;
            case ChatEvent.ResponseStarted started -> {}
            case ChatEvent.ToolCallEnded ended -> {}
            case ChatEvent.OpaqueReceived opaque -> {}
            case ChatEvent.UsageReported usage -> {}
        }
    }

    private void words(String words) {
        // White space between a thought and its call is no text that clients would keep.
        if (!within && !words.isBlank()) {
            within = true;
            runs.add(text.letters());
            fold.accept(new ChatEvent.TextDelta(RUN));
        }
        text.text(words);
    }

    private void other(ChatEvent event) {
        within = false;
        fold.accept(event);
    }

    private void stopped(StopReason reason) {
        List<Content> content = fold.response().content();
        List<Thought> thoughts = thoughts(content);
        boolean cut = reason.kind() == StopReason.Kind.LENGTH || reason.kind() == StopReason.Kind.CONTENT_FILTER;
        if (cut && issuer.seals()) {
            // A thought in which the answer ended is not whole, and refused.
            thoughts.removeIf(thought -> thought.led() == Thought.Led.NOTHING);
        }
        List<Content.ToolCall> calls = new ArrayList<>();
        for (Content part : content) {
            if (part instanceof Content.ToolCall call) {
                calls.add(call);
            }
        }
        // Where nothing is known of the issuer, nothing can be mistaken for this answer.
        boolean matters = memory.isTelling(issuer, thoughts, !calls.isEmpty()) || memory.knows(issuer);
        if (matters && (text.letters() > 0 || !calls.isEmpty())) {
            Entry.Answer answer = new Entry.Answer(
                    thoughts,
                    calls.stream()
                            .map(call -> Entry.Call.of(call.name(), call.arguments()))
                            .toList(),
                    text.print());
            memory.keep(
                    caller,
                    issuer,
                    Key.answered(tail()),
                    answer,
                    calls.stream().map(Content.ToolCall::id).toList());
        }
    }

    private List<Thought> thoughts(List<Content> content) {
        List<Thought> thoughts = new ArrayList<>();
        int run = 0;
        int calls = 0;
        for (int index = 0; index < content.size(); index++) {
            switch (content.get(index)) {
                case Content.Text(String stands, Members extra) -> run += stands.length();
                case Content.ToolCall call -> calls++;
                case Content.Reasoning reasoning -> {
                    if (isTakenBack(reasoning)) {
                        long letters = run < runs.size() ? runs.get(run) : text.letters();
                        thoughts.add(new Thought(slim(reasoning), calls, letters, led(content, index)));
                    }
                }
                case Content.Media media -> {}
                case Content.Refusal refusal -> {}
                case Content.Opaque opaque -> {}
            }
        }
        return thoughts;
    }

    private boolean isTakenBack(Content.Reasoning reasoning) {
        return switch (issuer.profile().reasoning().replay()) {
            case NEVER -> false;
            case TOOL_LOOP, OWN -> true;
            case SIGNED -> Seals.sealed(reasoning);
            case ENCRYPTED_ITEM -> Seals.encrypted(reasoning);
        };
    }

    /** The bytes alone: a value that was read once keeps its tree beside them. */
    private static Content.Reasoning slim(Content.Reasoning reasoning) {
        Members payload = Members.NONE;
        for (var member : reasoning.payload().byName().entrySet()) {
            payload = payload.with(
                    member.getKey(), RawJson.ofText(member.getValue().text()));
        }
        return new Content.Reasoning(reasoning.text(), reasoning.origin(), reasoning.field(), payload);
    }

    private static Thought.Led led(List<Content> content, int from) {
        for (Content part : content.subList(from + 1, content.size())) {
            switch (part) {
                case Content.Reasoning further -> {}
                case Content.Text text -> {
                    return Thought.Led.TEXT;
                }
                case Content.ToolCall call -> {
                    return Thought.Led.CALL;
                }
                case Content.Media media -> {
                    return Thought.Led.OTHER;
                }
                case Content.Refusal refusal -> {
                    return Thought.Led.OTHER;
                }
                case Content.Opaque opaque -> {
                    return Thought.Led.OTHER;
                }
            }
        }
        return Thought.Led.NOTHING;
    }

    /** What the answer answers: all that came since the model last spoke. */
    private List<Message> tail() {
        List<Message> messages = asked.get().messages();
        int from = messages.size();
        while (from > 0 && !(messages.get(from - 1) instanceof Message.Assistant)) {
            from--;
        }
        return messages.subList(from, messages.size());
    }
}
