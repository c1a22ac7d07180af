package dev.parlance.sandbox.compatible;

import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A spelling of the wish to think or not to think. A host hears the ones it knows and ignores the others, as the real ones do. */
public enum Switch {
    /** {@code chat_template_kwargs} with {@code enable_thinking} or {@code thinking}. */
    TEMPLATE {
        @Override
        @Nullable
        Boolean wish(ChatBody body) {
            JsonObject template = body.members().object("chat_template_kwargs");
            for (String name : List.of("enable_thinking", "thinking")) {
                if (template != null && template.get(name) instanceof JsonBoolean(boolean on)) {
                    return on;
                }
            }
            return null;
        }
    },
    /** {@code reasoning_effort}; {@code none} is off. */
    EFFORT {
        @Override
        @Nullable
        Boolean wish(ChatBody body) {
            return effort(body.members().text("reasoning_effort"));
        }
    },
    /** {@code reasoning} with {@code effort}; {@code none} is off. */
    REASONING_OBJECT {
        @Override
        @Nullable
        Boolean wish(ChatBody body) {
            JsonObject reasoning = body.members().object("reasoning");
            return reasoning == null ? null : effort(reasoning.text("effort"));
        }
    },
    /** {@code thinking} with a {@code type}; {@code disabled} is off. */
    THINKING_OBJECT {
        @Override
        @Nullable
        Boolean wish(ChatBody body) {
            JsonObject thinking = body.members().object("thinking");
            String type = thinking == null ? null : thinking.text("type");
            return type == null ? null : (Boolean) !type.equals("disabled");
        }
    },
    /** {@code enable_thinking} at the top level. */
    ENABLE_THINKING {
        @Override
        @Nullable
        Boolean wish(ChatBody body) {
            return body.value("enable_thinking") instanceof JsonBoolean(boolean on) ? (Boolean) on : null;
        }
    };

    abstract @Nullable Boolean wish(ChatBody body);

    /** What the body wishes in one of these spellings: off beats on, null is no wish. */
    public static @Nullable Boolean wish(ChatBody body, Set<Switch> heard) {
        Boolean wish = null;
        for (Switch spelling : heard) {
            Boolean own = spelling.wish(body);
            if (own != null) {
                wish = own && (wish == null || wish);
            }
        }
        return wish;
    }

    private static @Nullable Boolean effort(@Nullable String word) {
        return word == null ? null : (Boolean) !word.equals("none");
    }
}
