package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code contents} as turns: tool results become messages of their own, and adjacent contents of the model one turn, for clients keep
 * the pieces of a stream as they came and other dialects want the calls of a turn together. Used once.
 */
final class ContentsReader {
    private static final Set<String> READ = Set.of("role", "parts");

    private final List<Message> messages = new ArrayList<>();

    private ContentsReader() {}

    static List<Message> read(JsonValue given) {
        List<JsonValue> contents = given instanceof JsonArray(List<JsonValue> elements) ? elements : List.of(given);
        ContentsReader reader = new ContentsReader();
        for (int index = 0; index < contents.size(); index++) {
            if (!(contents.get(index) instanceof JsonObject content)) {
                throw BadRequest.of("contents", "contents[" + index + "] must be an object with role and parts");
            }
            reader.content(Names.camel(content), "contents[" + index + "]");
        }
        if (reader.messages.isEmpty()) {
            throw BadRequest.of("contents", "contents is empty: there must be at least one content");
        }
        return CallIds.given(reader.messages);
    }

    private void content(JsonObject content, String place) {
        String told = content.text("role");
        String role = told == null ? "user" : told;
        Members extra = PartsReader.others(content, READ);
        JsonValue parts = content.get("parts");
        switch (role) {
            case "model" -> model(PartReader.parts(parts, place, true), extra);
            case "user" -> user(PartReader.parts(parts, place, false), ResultReader.results(parts, place), extra);
            case "function", "tool" ->
                user(
                        PartReader.parts(parts, place, false),
                        ResultReader.results(parts, place),
                        extra.with("role", RawJson.of(JsonValue.of(role))));
            default -> throw BadRequest.of("contents", place + ".role is \"" + role + "\": it must be user or model");
        }
    }

    private void model(List<Content> parts, Members extra) {
        if (!messages.isEmpty()
                && messages.getLast() instanceof Message.Assistant before
                && before.extra().equals(extra)) {
            messages.set(messages.size() - 1, before.withContent(Turns.joined(before.content(), parts)));
        } else {
            messages.add(new Message.Assistant(Turns.read(parts), ContentForm.FREE, extra));
        }
    }

    private void user(List<Content> parts, List<Message.ToolResult> results, Members extra) {
        RawJson role = extra.get("role");
        for (Message.ToolResult result : results) {
            messages.add(
                    role == null
                            ? result
                            : new Message.ToolResult(
                                    result.callId(),
                                    result.content(),
                                    result.form(),
                                    result.extra().with("role", role)));
        }
        if (results.isEmpty()) {
            messages.add(new Message.User(parts, ContentForm.FREE, extra));
        } else if (!parts.isEmpty()) {
            Members continued = extra.with(Names.BORDER, RawJson.of(JsonValue.of(Names.CONTINUES)));
            messages.add(new Message.User(parts, ContentForm.FREE, continued));
        }
    }
}
