package dev.parlance.sandbox.responses;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request in the form of the Chat dialect, which the simulated model reads. Only what the model looks at is carried over. */
final class ChatForm {
    private final List<JsonValue> messages = new ArrayList<>();

    private ChatForm() {}

    /**
     * The whole request: conversation, tools, choice, format and the budget in effect.
     *
     * @param formatted whether the host heeds the format
     */
    static ChatBody of(ResponsesBody body, Conversation conversation, @Nullable Long budget, boolean formatted) {
        ChatForm form = new ChatForm();
        String instructions = body.members().text("instructions");
        if (instructions != null) {
            form.messages.add(object(member("role", "system"), member("content", instructions)));
        }
        conversation.items().forEach(form::item);
        JsonObject chat = object(member("model", body.model()), member("messages", new JsonArray(form.messages)));
        List<JsonValue> tools = ToolForm.tools(body);
        if (!tools.isEmpty()) {
            chat = chat.with("tools", new JsonArray(tools));
        }
        JsonValue choice = ToolForm.choice(body);
        chat = choice == null ? chat : chat.with("tool_choice", choice);
        JsonObject text = body.members().object("text");
        JsonObject format = text == null || !formatted ? null : text.object("format");
        chat = format == null ? chat : chat.with("response_format", format(format));
        return new ChatBody(budget == null ? chat : chat.with("max_completion_tokens", JsonValue.of(budget)));
    }

    private static JsonObject format(JsonObject format) {
        return "json_schema".equals(format.text("type"))
                ? object(member("type", "json_schema"), member("json_schema", format.without("type")))
                : format;
    }

    private void item(JsonObject item) {
        switch (ItemRules.type(item)) {
            case "message" ->
                messages.add(
                        object(member("role", item.text("role")), member("content", content(item.get("content")))));
            case "function_call" -> call(item, item.text("arguments"));
            case "custom_tool_call" -> call(item, item.text("input"));
            case "function_call_output", "custom_tool_call_output" ->
                messages.add(object(
                        member("role", "tool"),
                        member("tool_call_id", item.text("call_id")),
                        member("content", content(item.get("output")))));
            default -> {}
        }
    }

    /** Calls that follow each other belong to one turn. */
    private void call(JsonObject item, @Nullable String arguments) {
        JsonObject call = object(
                member("id", item.text("call_id")),
                member("type", "function"),
                member("function", object(member("name", item.text("name")), member("arguments", arguments))));
        JsonObject last = messages.isEmpty() ? JsonObject.EMPTY : (JsonObject) messages.getLast();
        if ("assistant".equals(last.text("role"))) {
            List<JsonValue> calls = new ArrayList<>(last.elements("tool_calls"));
            calls.add(call);
            messages.set(messages.size() - 1, last.with("tool_calls", new JsonArray(calls)));
        } else {
            messages.add(
                    object(member("role", "assistant"), member("content", null), member("tool_calls", array(call))));
        }
    }

    private static JsonValue content(@Nullable JsonValue content) {
        if (!(content instanceof JsonArray(List<JsonValue> parts))) {
            return content == null ? JsonValue.of("") : content;
        }
        List<JsonValue> changed = new ArrayList<>();
        for (JsonObject part : ResponsesBody.objects(parts)) {
            String text = part.get("refusal") instanceof JsonString(String refusal) ? refusal : part.text("text");
            changed.add(
                    text == null ? object("type", "image_url") : object(member("type", "text"), member("text", text)));
        }
        return new JsonArray(changed);
    }
}
