package dev.parlance.gateway.memory;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One caller's talk with one model, made of messages: what is remembered of answers, and what comes back of them. */
record Talk(ReasoningMemory memory, String caller, Target target) {
    static final String KIMI = "moonshot/kimi-k2.6";
    static final String CLAUDE = "anthropic/claude-sonnet-4-5";
    static final String GEMINI = "gemini/gemini-3-pro-preview";
    static final String GPT = "openai/gpt-5-pro";

    private static final Providers PROVIDERS =
            Providers.sandbox(Map.of(), Catalog.bundled(), host -> "http://127.0.0.1:1/" + host);

    static Talk of(ReasoningMemory memory, String caller, String model) {
        return new Talk(memory, caller, PROVIDERS.target(model, "openai-chat"));
    }

    static Content.Reasoning thought(String text) {
        return new Content.Reasoning(text);
    }

    static Content.Reasoning sealed(String member, String text, String seal) {
        return new Content.Reasoning(text, null, null, Members.of(member, RawJson.of(JsonValue.of(seal))));
    }

    static Content.Text text(String text) {
        return new Content.Text(text);
    }

    static Content.ToolCall call(String id, String name, String arguments) {
        return new Content.ToolCall(id, name, RawJson.ofText(arguments));
    }

    /** The model answers to those messages. */
    void answered(List<Message> asked, Content... parts) {
        answered(asked, StopReason.Kind.STOP, parts);
    }

    void answered(List<Message> asked, StopReason.Kind stop, Content... parts) {
        Rememberer rememberer = listening(asked);
        List<ChatEvent> events = new ArrayList<>();
        for (Content part : parts) {
            switch (part) {
                case Content.Text text -> events.add(new ChatEvent.TextDelta(text.text()));
                case Content.Reasoning thought -> {
                    events.add(new ChatEvent.ReasoningDelta(thought.text(), null, thought.payload()));
                    events.add(new ChatEvent.PartEnded(Members.NONE));
                }
                case Content.ToolCall call -> {
                    events.add(new ChatEvent.ToolCallStarted(events.size(), call.id(), call.name(), Members.NONE));
                    events.add(new ChatEvent.ToolCallDelta(
                            events.size() - 1, call.arguments().text()));
                }
                case Content.Media media -> events.add(new ChatEvent.PartReceived(media));
                case Content.Refusal refusal -> events.add(new ChatEvent.RefusalDelta(refusal.text()));
                case Content.Opaque opaque -> events.add(new ChatEvent.PartReceived(opaque));
            }
        }
        events.add(new ChatEvent.ResponseStopped(new StopReason(stop, null)));
        events.forEach(rememberer);
    }

    Rememberer listening(List<Message> asked) {
        ChatRequest request = request(asked);
        Rememberer rememberer = memory.rememberer(caller, () -> request, target, target.prepare(request, Policy.ADAPT));
        if (rememberer == null) {
            throw new IllegalStateException(target.modelName() + " takes no reasoning back");
        }
        return rememberer;
    }

    Restored restored(List<Message> messages) {
        return restored(messages, Policy.ADAPT);
    }

    Restored restored(List<Message> messages, Policy policy) {
        return memory.restore(caller, new InboundRequest(request(messages), List.of()), target, policy);
    }

    /** The parts of the model's turns as they are restored: {@code <thought>}, {@code text}, {@code name(arguments)}. */
    List<String> told(List<Message> messages) {
        List<String> told = new ArrayList<>();
        for (Message message : restored(messages).request().request().messages()) {
            for (Content part : message instanceof Message.Assistant ? message.content() : List.<Content>of()) {
                told.add(
                        switch (part) {
                            case Content.Reasoning thought -> "<" + thought.text() + ">";
                            case Content.Text text -> text.text();
                            case Content.ToolCall call -> call.name() + call.arguments();
                            case Content.Refusal refusal -> refusal.text();
                            case Content.Media media -> media.url();
                            case Content.Opaque opaque -> opaque.json().text();
                        });
            }
        }
        return told;
    }

    private ChatRequest request(List<Message> messages) {
        return ChatRequest.builder(target.modelName())
                .messages(messages)
                .dialect("openai-chat")
                .build();
    }
}
