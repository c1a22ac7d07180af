package dev.parlance.schema;

import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Gives prepared answers and keeps what it was asked. */
final class ScriptedModel implements ChatModel {
    final List<ChatRequest> asked = new ArrayList<>();
    private final Queue<ChatResponse> answers = new ArrayDeque<>();

    ScriptedModel(ChatResponse... answers) {
        this.answers.addAll(List.of(answers));
    }

    /** An answer of ten tokens in and three out. */
    static ChatResponse answer(StopReason.Kind kind, String raw, Content... parts) {
        Usage usage = new Usage(10L, null, null, 3L, null, RawJson.EMPTY_OBJECT);
        return new ChatResponse("id", "model", 0, List.of(parts), new StopReason(kind, raw), usage, List.of(), null);
    }

    static ChatResponse text(String text) {
        return answer(StopReason.Kind.STOP, "stop", new Content.Text(text));
    }

    @Override
    public ChatResponse generate(ChatRequest request) {
        asked.add(request);
        return answers.remove();
    }

    @Override
    public ChatStream stream(ChatRequest request) {
        throw new UnsupportedOperationException("Nobody streams here");
    }
}
