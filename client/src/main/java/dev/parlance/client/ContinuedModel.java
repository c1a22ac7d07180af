package dev.parlance.client;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks on when an answer ended because its output budget was used up: the text so far goes back as the model's own turn. Ends at the limit,
 * at any other reason (a content filter above all, where asking on is futile and paid), and where there is nothing to go on from: thinking
 * alone, or a call cut in the middle. When asking on fails, what there is remains the answer: it is paid for, and its stop says that it is not
 * whole. Usage is summed, and what was adjusted in any of the requests is told. Streams pass through as they are. Thread-safe.
 *
 * <p>Source: microsoft/amplifier-module-provider-openai, incomplete continuation (2026-05).
 */
final class ContinuedModel implements ChatModel {
    private final ChatModel model;
    private final int limit;

    /** @param limit how many further requests one answer may cost, at least 1 */
    ContinuedModel(ChatModel model, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("An answer is continued at least once, not " + limit + " times");
        }
        this.model = model;
        this.limit = limit;
    }

    @Override
    public ChatResponse generate(ChatRequest request) {
        ChatResponse answer = model.generate(request);
        for (int further = 0; further < limit && isCut(answer); further++) {
            ChatResponse rest = rest(request, answer);
            if (rest == null) {
                return answer;
            }
            answer = joined(answer, rest);
        }
        return answer;
    }

    /** What comes after the answer so far; null when the host gives nothing more. */
    private @Nullable ChatResponse rest(ChatRequest request, ChatResponse answer) {
        List<Message> messages = new ArrayList<>(request.messages());
        messages.add(Message.assistant(new Content.Text(answer.text())));
        try {
            return model.generate(request.toBuilder().messages(messages).build());
        } catch (ParlanceException.Cancelled givenUp) {
            throw givenUp;
        } catch (ParlanceException nothingMore) {
            return null;
        }
    }

    @Override
    public ChatStream stream(ChatRequest request) {
        return model.stream(request);
    }

    private static boolean isCut(ChatResponse answer) {
        return answer.stop() != null
                && answer.stop().kind() == StopReason.Kind.LENGTH
                && answer.toolCalls().isEmpty()
                && !answer.text().isBlank();
    }

    private static ChatResponse joined(ChatResponse first, ChatResponse rest) {
        List<Content> content = new ArrayList<>(first.content());
        for (Content part : rest.content()) {
            Content last = content.isEmpty() ? null : content.getLast();
            if (part instanceof Content.Text(String words, Members extra)
                    && last instanceof Content.Text(String before, Members earlier)) {
                content.set(content.size() - 1, new Content.Text(before + words, earlier.withAll(extra)));
            } else {
                content.add(part);
            }
        }
        List<ChatEvent.OpaqueReceived> opaque = new ArrayList<>(first.opaque());
        opaque.addAll(rest.opaque());
        return new ChatResponse(
                first.id(),
                first.model(),
                first.created(),
                content,
                rest.stop(),
                sum(first.usage(), rest.usage()),
                opaque,
                rest.error(),
                union(first.adjustments(), rest.adjustments()));
    }

    /** Each once, though all requests are mostly adjusted alike. */
    private static List<Adjustment> union(List<Adjustment> one, List<Adjustment> other) {
        Set<Adjustment> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    private static @Nullable Usage sum(@Nullable Usage one, @Nullable Usage other) {
        return one == null ? other : other == null ? one : one.plus(other);
    }
}
