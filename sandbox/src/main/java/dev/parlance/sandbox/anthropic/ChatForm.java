package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.Turn.Block;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request in the form that the simulated model reads. Stop sequences stay out: the wire must know which of them ended the answer. */
final class ChatForm {
    private final MessagesBody body;
    private final List<JsonValue> messages = new ArrayList<>();

    private ChatForm(MessagesBody body) {
        this.body = body;
    }

    static ChatBody of(MessagesBody body) {
        return new ChatForm(body).chat();
    }

    private ChatBody chat() {
        JsonValue system = body.value("system");
        if (system != null) {
            messages.add(object(member("role", "system"), member("content", system)));
        }
        body.turns().forEach(turn -> {
            if (turn.assistant()) {
                assistant(turn);
            } else {
                user(turn);
            }
        });
        JsonObject chat = object(
                member("model", body.model()), member("messages", new JsonArray(messages)), member("tools", tools()));
        Long budget = body.wholeNumber("max_tokens");
        if (budget != null) {
            chat = chat.with("max_tokens", JsonValue.of(budget));
        }
        JsonValue choice = choice();
        if (choice != null) {
            chat = chat.with("tool_choice", choice);
        }
        JsonObject schema = FormatRules.schema(body);
        return new ChatBody(
                schema == null
                        ? chat
                        : chat.with(
                                "response_format",
                                object(
                                        member("type", "json_schema"),
                                        member("json_schema", object("schema", schema)))));
    }

    private void user(Turn turn) {
        List<JsonValue> parts = new ArrayList<>();
        for (Block block : turn.blocks()) {
            if (block.is("tool_result")) {
                messages.add(object(
                        member("role", "tool"),
                        member("tool_call_id", block.text("tool_use_id")),
                        member("content", ChatBody.textOf(block.json().get("content")))));
            } else {
                parts.add(block.json());
            }
        }
        if (!parts.isEmpty()) {
            messages.add(object(member("role", "user"), member("content", new JsonArray(parts))));
        }
    }

    private void assistant(Turn turn) {
        StringBuilder text = new StringBuilder();
        List<JsonValue> calls = new ArrayList<>();
        for (Block block : turn.blocks()) {
            if (block.is("text")) {
                text.append(block.text("text"));
            }
            if (block.is("tool_use")) {
                JsonObject input = block.json().object("input");
                calls.add(object(
                        member("id", block.text("id")),
                        member("type", "function"),
                        member(
                                "function",
                                object(
                                        member("name", block.text("name")),
                                        member("arguments", Json.text(input == null ? JsonObject.EMPTY : input))))));
            }
        }
        messages.add(object(
                member("role", "assistant"),
                member("content", text.toString()),
                member("tool_calls", new JsonArray(calls))));
    }

    private JsonArray tools() {
        List<JsonValue> tools = new ArrayList<>();
        for (JsonObject tool : body.tools()) {
            JsonObject schema = tool.object("input_schema");
            String name = tool.text("name");
            if (ToolRules.custom(tool) && name != null && schema != null) {
                tools.add(object(
                        member("type", "function"),
                        member("function", object(member("name", name), member("parameters", schema)))));
            }
        }
        return new JsonArray(tools);
    }

    private @Nullable JsonValue choice() {
        JsonObject choice = body.members().object("tool_choice");
        String type = body.toolChoice();
        if (choice == null || type == null) {
            return null;
        }
        return switch (type) {
            case "any" -> JsonValue.of("required");
            case "tool" -> object(member("type", "function"), member("function", object("name", choice.get("name"))));
            default -> JsonValue.of(type);
        };
    }
}
