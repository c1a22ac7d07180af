package dev.parlance.sandbox.minimax;

import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of MiniMax.
 *
 * @param window input and output together, in tokens
 */
record MiniMaxModel(String id, Series series, long window) {
    private static final List<MiniMaxModel> ALL = List.of(
            new MiniMaxModel("MiniMax-M3", Series.M3, 1_000_000),
            new MiniMaxModel("MiniMax-M3.1-Flash-Preview", Series.M3_1, 1_000_000),
            second("MiniMax-M2.7"),
            second("MiniMax-M2.7-highspeed"),
            second("MiniMax-M2.5"),
            second("MiniMax-M2.5-highspeed"),
            second("MiniMax-M2.1"),
            second("MiniMax-M2.1-lightning"),
            second("MiniMax-M2"));

    /** The series, whose rules differ. */
    enum Series {
        /** It can be told not to think, and it sees. */
        M3,
        /** As M3, with its reasoning in a member of its own. */
        M3_1,
        /** It thinks whatever is asked. */
        M2
    }

    /** Where an answer holds its thought. */
    enum ThoughtPlace {
        /** Between tags at the start of the content. */
        TAGS,
        /** In {@code reasoning_details}. */
        DETAILS,
        /** In {@code reasoning_content}. */
        MEMBER
    }

    static List<String> ids() {
        return ALL.stream().map(MiniMaxModel::id).toList();
    }

    static @Nullable MiniMaxModel find(String id) {
        return ALL.stream().filter(model -> model.id().equals(id)).findFirst().orElse(null);
    }

    /** Whether the client may switch thinking off. */
    boolean toggles() {
        return series != Series.M2;
    }

    /** Whether the model thinks on this request. */
    boolean thinks(ChatBody body) {
        JsonObject thinking = body.members().object("thinking");
        return !toggles() || thinking == null || !"disabled".equals(thinking.text("type"));
    }

    ThoughtPlace thoughtPlace(ChatBody body) {
        if (series == Series.M3_1) {
            return ThoughtPlace.MEMBER;
        }
        boolean split = body.value("reasoning_split") instanceof JsonBoolean(boolean on) && on;
        return split ? ThoughtPlace.DETAILS : ThoughtPlace.TAGS;
    }

    /** Whether the model is served from where chunks carry flags and calls come whole (recorded: req_llm, MiniMax-M2.7-highspeed). */
    boolean flagged() {
        return id.endsWith("-highspeed");
    }

    /** Whether the values of a split stream grow instead of adding up, as MiniMax's own sample expects ("OpenAI API"). */
    boolean cumulative() {
        return series == Series.M3;
    }

    private static MiniMaxModel second(String id) {
        return new MiniMaxModel(id, Series.M2, 204_800);
    }
}
