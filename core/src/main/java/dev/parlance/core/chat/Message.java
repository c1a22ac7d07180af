package dev.parlance.core.chat;

import java.util.List;

/** One turn of a conversation. */
public sealed interface Message {

    /** The parts, in order. */
    List<Content> content();

    /** How the content stood on the wire it came from. */
    ContentForm form();

    /** Vendor members of the message, such as a name. */
    Members extra();

    /** The same message with other parts. */
    Message withContent(List<Content> content);

    /** How text content was written: some servers tell the forms apart, so the caller's choice is kept where the host has no rule. */
    enum ContentForm {
        /** The encoder chooses. */
        FREE,
        /** One string. */
        STRING,
        /** An array of typed parts. */
        PARTS,
        /** An explicit null. */
        NULL,
        /** No member at all. */
        ABSENT
    }

    /**
     * Instructions that stand above the conversation.
     *
     * @param developer whether they were given as the newer developer role
     */
    record System(boolean developer, List<Content> content, ContentForm form, Members extra) implements Message {
        public System {
            content = List.copyOf(content);
        }

        @Override
        public System withContent(List<Content> newContent) {
            return new System(developer, newContent, form, extra);
        }
    }

    /** What the user says. */
    record User(List<Content> content, ContentForm form, Members extra) implements Message {
        public User {
            content = List.copyOf(content);
        }

        @Override
        public User withContent(List<Content> newContent) {
            return new User(newContent, form, extra);
        }
    }

    /** What the model said: reasoning, text, calls. */
    record Assistant(List<Content> content, ContentForm form, Members extra) implements Message {
        public Assistant {
            content = List.copyOf(content);
        }

        /** Whether the turn calls a tool. */
        public boolean callsTools() {
            return content.stream().anyMatch(Content.ToolCall.class::isInstance);
        }

        /** Whether the turn carries reasoning, the explicitly empty one included. */
        public boolean reasons() {
            return content.stream().anyMatch(Content.Reasoning.class::isInstance);
        }

        @Override
        public Assistant withContent(List<Content> newContent) {
            return new Assistant(newContent, form, extra);
        }
    }

    /** The answer of a tool to one call. */
    record ToolResult(String callId, List<Content> content, ContentForm form, Members extra) implements Message {
        public ToolResult {
            content = List.copyOf(content);
        }

        @Override
        public ToolResult withContent(List<Content> newContent) {
            return new ToolResult(callId, newContent, form, extra);
        }
    }

    /** System instructions. */
    static System system(String text) {
        return new System(false, List.of(new Content.Text(text)), ContentForm.FREE, Members.NONE);
    }

    /** A user's text. */
    static User user(String text) {
        return new User(List.of(new Content.Text(text)), ContentForm.FREE, Members.NONE);
    }

    /** A user's text, pictures and files, in that order. */
    static User user(Content... parts) {
        return new User(List.of(parts), ContentForm.FREE, Members.NONE);
    }

    /** A model's turn. */
    static Assistant assistant(Content... parts) {
        return new Assistant(List.of(parts), ContentForm.FREE, Members.NONE);
    }

    /** A tool's answer in text. */
    static ToolResult toolResult(String callId, String text) {
        return new ToolResult(callId, List.of(new Content.Text(text)), ContentForm.FREE, Members.NONE);
    }
}
