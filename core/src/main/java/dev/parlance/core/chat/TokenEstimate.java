package dev.parlance.core.chat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;

/**
 * Estimates input tokens without a tokenizer, for sizing the output budget in a shared window. Source: the formula of MoonshotAI/kimi-code
 * pull request 950: a quarter token for each ASCII character, rounded up for each text, and one for every other character; arguments count
 * as JSON strings of JSON.
 */
public final class TokenEstimate {
    private TokenEstimate() {}

    /** The estimate of everything that goes in: messages and tools. */
    public static long of(ChatRequest request) {
        long total = 0;
        for (Message message : request.messages()) {
            total += message(message);
        }
        for (Tool tool : request.tools()) {
            total += tool(tool);
        }
        return total;
    }

    /** {@code ceil(ascii / 4) + others}. */
    public static long ofText(String text) {
        long ascii = 0;
        long others = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character < 0x80) {
                ascii++;
            } else if (!Character.isLowSurrogate(character)) {
                others++;
            }
        }
        return (ascii + 3) / 4 + others;
    }

    private static long message(Message message) {
        long total = 0;
        // The formula counts the system prompt without a role of its own.
        total += switch (message) {
            case Message.System system -> 0;
            case Message.User user -> ofText("user");
            case Message.Assistant assistant -> ofText("assistant");
            case Message.ToolResult result -> ofText("tool");
        };
        for (Content part : message.content()) {
            total += part(part);
        }
        return total;
    }

    private static long part(Content part) {
        return switch (part) {
            case Content.Text text -> ofText(text.text());
            case Content.Reasoning reasoning -> ofText(reasoning.text());
            case Content.Media media -> ofText(media.url());
            case Content.Refusal refusal -> ofText(refusal.text());
            case Content.Opaque opaque -> ofText(opaque.json().text());
            case Content.ToolCall call ->
                ofText(call.name())
                        + ofText(Json.text(JsonValue.of(call.arguments().text())));
        };
    }

    private static long tool(Tool tool) {
        return switch (tool) {
            case Tool.Opaque opaque -> ofText(opaque.json().text());
            case Tool.Function function -> {
                String description = function.description();
                RawJson parameters = function.parameters();
                yield ofText(function.name())
                        + (description == null ? 0 : ofText(description))
                        + (parameters == null ? 0 : ofText(compact(parameters)));
            }
        };
    }

    private static String compact(RawJson json) {
        try {
            return Json.text(json.value());
        } catch (MalformedJson notJson) {
            return json.text();
        }
    }
}
