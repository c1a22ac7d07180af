package dev.parlance.core.chat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One part of a message. A part that Parlance does not know travels as {@link Opaque}; there is no other door for new kinds. */
public sealed interface Content {

    /**
     * Text.
     *
     * @param extra vendor members of the part, such as cache marks
     */
    record Text(String text, Members extra) implements Content {
        /** Plain text. */
        public Text(String text) {
            this(text, Members.NONE);
        }
    }

    /**
     * What the model thought before it answered.
     *
     * @param text the readable part, untrimmed; empty when the provider gave an explicitly empty one or only an unreadable payload
     * @param origin the host that issued it, {@code host/model} where only that model can read it again, or null when the caller did not say; foreign reasoning is never sent in a native field
     * @param field the wire member the text came in, or null; hosts that follow their peer get it back under the same name
     * @param payload what the provider wants back unchanged, by wire name: signatures, encrypted items, details
     */
    record Reasoning(
            String text, @Nullable String origin, @Nullable String field, Members payload) implements Content {
        /** Reasoning text of unknown origin. */
        public Reasoning(String text) {
            this(text, null, null, Members.NONE);
        }
    }

    /**
     * An image, video, sound or document.
     *
     * @param url an http(s) URL, a data URL, or the provider's own file reference
     * @param extra further wire members, such as the wanted detail or the name of a file
     */
    record Media(Kind kind, String url, Members extra) implements Content {
        /** What it is. */
        public enum Kind {
            IMAGE,
            VIDEO,
            AUDIO,
            FILE
        }

        /** What stands at a URL, which the host fetches itself; some hosts refuse to, and are refused before anything is sent. */
        public static Media at(Kind kind, String url) {
            return new Media(kind, url, Members.NONE);
        }

        /**
         * The bytes themselves, as a data URL.
         *
         * @param mediaType what they are, for example {@code image/png} or {@code application/pdf}
         */
        public static Media of(Kind kind, String mediaType, byte[] bytes) {
            return at(
                    kind, "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes));
        }

        /** The same under the name of a file, which some hosts show to the model. */
        public Media named(String fileName) {
            return new Media(kind, url, extra.with("filename", RawJson.of(JsonValue.of(fileName))));
        }
    }

    /**
     * A call of a function, as the model wrote it.
     *
     * @param id the provider's id, empty when it gave none
     * @param arguments the exact text of the arguments, which a model may have left malformed
     * @param extra vendor members of the call
     */
    record ToolCall(String id, String name, RawJson arguments, Members extra) implements Content {
        /** A call without vendor members. */
        public ToolCall(String id, String name, RawJson arguments) {
            this(id, name, arguments, Members.NONE);
        }
    }

    /** The model's refusal to answer. */
    record Refusal(String text) implements Content {}

    /**
     * Something only its own dialect understands: sent back there unchanged, dropped with an adjustment elsewhere.
     *
     * @param dialect the dialect it belongs to
     * @param place the wire member that held it, such as {@code content} or {@code tool_calls}
     */
    record Opaque(String dialect, String place, RawJson json) implements Content {}
}
