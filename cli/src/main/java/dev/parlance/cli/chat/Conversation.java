package dev.parlance.cli.chat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Thinking;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said so far, and the wishes that hold for what will be. Not thread-safe. */
final class Conversation {
    private static final String STOPPED = "\n\n[The user stopped this answer here.]";

    private final ChatRequest wishes;
    private final List<Message> messages = new ArrayList<>();
    private final List<Content> pictures = new ArrayList<>();
    private Thinking thinking;
    private @Nullable String system;

    /** @param wishes parameters for each turn */
    Conversation(ChatRequest wishes, @Nullable String system) {
        this.wishes = wishes;
        this.thinking = wishes.thinking();
        this.system = system;
    }

    Thinking thinking() {
        return thinking;
    }

    void think(Thinking wish) {
        thinking = wish;
    }

    @Nullable
    String system() {
        return system;
    }

    void instruct(@Nullable String words) {
        system = words;
    }

    void picture(Content picture) {
        pictures.add(picture);
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The question as a message, with the pictures that wait for one. */
    Message ask(String question) {
        List<Content> parts = new ArrayList<>(pictures);
        parts.add(new Content.Text(question));
        return new Message.User(parts, Message.ContentForm.FREE, Members.NONE);
    }

    /** Everything up to that question. */
    ChatRequest request(Message question) {
        ChatRequest.Builder request = wishes.toBuilder().thinking(thinking);
        // A stream, as it is sent.
        request.streaming(ChatRequest.Streaming.WITH_USAGE);
        if (system != null) {
            request.system(system);
        }
        messages.forEach(request::message);
        return request.message(question).build();
    }

    /** Keeps a turn. */
    void keep(Message question, Message.Assistant answer) {
        messages.add(question);
        messages.add(answer);
        pictures.clear();
    }

    /**
     * Keeps a turn that the user stopped, as far as its text had come; false when there was none, so that nothing is kept. Thoughts before the
     * last text are whole and may be wanted back; whatever stands behind it may be torn, and no host takes a torn one.
     */
    boolean keepStopped(Message question, Message.Assistant torn) {
        List<Content> kept = new ArrayList<>(torn.content());
        while (!kept.isEmpty()
                && !(kept.getLast() instanceof Content.Text text && !text.text().isBlank())) {
            kept.removeLast();
        }
        if (kept.isEmpty() || torn.callsTools()) {
            return false;
        }
        Content.Text last = (Content.Text) kept.removeLast();
        kept.add(new Content.Text(last.text() + STOPPED, last.extra()));
        keep(question, torn.withContent(kept));
        return true;
    }

    /** Forgets what was said; wishes stay. */
    void clear() {
        messages.clear();
        pictures.clear();
    }
}
