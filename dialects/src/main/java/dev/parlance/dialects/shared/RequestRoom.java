package dev.parlance.dialects.shared;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Tool;

/** How many bytes a request will take, roughly: a buffer that need not grow is written once instead of copied at every doubling. */
public final class RequestRoom {
    private static final int HEAD = 160;
    private static final int FRAME = 48;
    private static final long MOST = 1 << 30;

    private RequestRoom() {}

    /** Close for plain text, too little for much that is escaped; then the buffer grows. */
    public static int of(ChatRequest request) {
        long room = HEAD;
        for (Message message : request.messages()) {
            room += FRAME;
            for (Content part : message.content()) {
                room += FRAME + length(part);
            }
        }
        for (Tool tool : request.tools()) {
            room += FRAME + length(tool);
        }
        return (int) Math.min(room + room / 16, MOST);
    }

    private static long length(Content part) {
        if (part instanceof Content.Text text) {
            // Most parts are; a program's first request need not link the switch.
            return text.text().length();
        }
        return switch (part) {
            case Content.Text text -> text.text().length();
            case Content.Reasoning reasoning -> reasoning.text().length();
            case Content.Media media -> media.url().length();
            case Content.ToolCall call ->
                (long) call.id().length()
                        + call.name().length()
                        + call.arguments().length();
            case Content.Refusal refusal -> refusal.text().length();
            case Content.Opaque opaque -> opaque.json().length();
        };
    }

    private static long length(Tool tool) {
        return switch (tool) {
            case Tool.Function function -> {
                long described = function.description() == null
                        ? 0
                        : function.description().length();
                yield described
                        + (function.parameters() == null
                                ? 0
                                : function.parameters().length());
            }
            case Tool.Opaque opaque -> opaque.json().length();
        };
    }
}
