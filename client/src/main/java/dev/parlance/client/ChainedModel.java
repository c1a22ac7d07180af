package dev.parlance.client;

import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the host keep the conversation: after an answer, the next request that continues it names the answer's id and sends only what is
 * new. What was said before, system messages included, is at the host. A request that continues nothing known, or whose chain the host has
 * lost, is sent whole. Only for hosts that speak Responses. Streams are sent whole, and so are requests that say themselves what they build
 * on or that nothing shall be stored. Thread-safe; remembers the latest conversations only.
 *
 * <p>Source: OpenAI API reference, conversation state; microsoft/amplifier#321 for what happens when the whole history is sent beside the
 * id: it is counted twice.
 */
final class ChainedModel implements ChatModel {
    /** The one dialect whose hosts keep conversations. */
    static final String DIALECT = "openai-responses";

    private static final String PREVIOUS = "previous_response_id";
    private static final int REMEMBERED = 1000;

    /** Members of the extra body by which a caller keeps state without our help. */
    private static final Set<String> STATE = Set.of(PREVIOUS, "conversation", "store", "background");

    /** What a chain hangs on: everything said up to an answer, the answer included, and the id of that answer. */
    private record Link(List<Message> conversation, String id) {}

    private final ChatModel model;
    private final Runnable lost;
    private final Map<List<Message>, String> ids = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Message>, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param lost hears when the host no longer knew a chain, before the whole conversation is sent */
    ChainedModel(ChatModel model, Runnable lost) {
        this.model = model;
        this.lost = lost;
    }

    @Override
    public ChatResponse generate(ChatRequest request) {
        if (keepsItsOwnState(request)) {
            return model.generate(request);
        }
        ChatRequest stored = request.toBuilder()
                .parameter(Parameter.STORE, JsonValue.of(true))
                .build();
        Link link = link(request.messages());
        ChatResponse answer;
        try {
            answer = model.generate(link == null ? stored : after(link, stored));
        } catch (ParlanceException error) {
            if (link == null || !isLost(error)) {
                throw error;
            }
            forget(link);
            lost.run();
            answer = model.generate(stored);
        }
        remember(request.messages(), answer);
        return answer;
    }

    @Override
    public ChatStream stream(ChatRequest request) {
        return model.stream(request);
    }

    /** Whoever writes in the dialect's own words, or forbids to store, has decided about state. */
    private static boolean keepsItsOwnState(ChatRequest request) {
        return DIALECT.equals(request.dialect())
                || JsonValue.of(false).equals(request.parameters().get(Parameter.STORE))
                || STATE.stream().anyMatch(name -> request.extraBody().get(name) != null);
    }

    /** The longest known conversation that these messages go on from, or null. */
    private @Nullable Link link(List<Message> messages) {
        for (int known = messages.size() - 1; known > 0; known--) {
            // A known conversation ends with an answer; the others need no look.
            if (messages.get(known - 1) instanceof Message.Assistant) {
                List<Message> conversation = messages.subList(0, known);
                String id = id(conversation);
                if (id != null) {
                    return new Link(conversation, id);
                }
            }
        }
        return null;
    }

    private static ChatRequest after(Link link, ChatRequest request) {
        List<Message> messages = request.messages();
        return request.toBuilder()
                .messages(messages.subList(link.conversation().size(), messages.size()))
                .extra(PREVIOUS, RawJson.of(JsonValue.of(link.id())))
                .build();
    }

    private @Nullable String id(List<Message> conversation) {
        synchronized (ids) {
            return ids.get(conversation);
        }
    }

    private void forget(Link link) {
        synchronized (ids) {
            ids.remove(link.conversation(), link.id());
        }
    }

    private void remember(List<Message> asked, ChatResponse answer) {
        if (answer.id() != null) {
            List<Message> conversation = new ArrayList<>(asked);
            conversation.add(answer.message());
            synchronized (ids) {
                ids.put(List.copyOf(conversation), answer.id());
            }
        }
    }

    /** By the code or the member that the host names; a 404 for another reason, such as a missing deployment, is no lost chain. */
    private static boolean isLost(ParlanceException error) {
        String code = error.failure().code();
        return "previous_response_not_found".equals(code)
                || "response_not_found".equals(code)
                || PREVIOUS.equals(error.failure().parameter())
                || error.failure().message().contains(PREVIOUS);
    }
}
