package dev.parlance.sandbox.gemini;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.gemini.GeminiModel.Tier;
import java.util.List;
import java.util.Set;

/** Contents: two roles, something in every part, and the results of all calls of a turn right behind it in one content. */
final class ContentRules {
    private static final Set<String> ROLES = Set.of("user", "model", "function");
    private static final List<String> DATA = List.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse");

    private ContentRules() {}

    static void check(GeminiBody body, GeminiModel model) {
        if (model.tier() == Tier.GEMMA && body.members().get("systemInstruction") != null) {
            throw Complaint.invalid("Developer instruction is not enabled for models/" + model.id());
        }
        List<JsonObject> contents = body.contents();
        if (contents.isEmpty()) {
            throw Complaint.field("contents", "contents is not specified");
        }
        for (int index = 0; index < contents.size(); index++) {
            content(contents.get(index), "contents[" + index + "]");
            turn(contents, index);
        }
    }

    private static void content(JsonObject content, String path) {
        String role = content.text("role");
        if (role != null && !ROLES.contains(role)) {
            throw Complaint.invalid("Please use a valid role: user, model.");
        }
        List<JsonObject> parts = GeminiBody.parts(content);
        if (parts.isEmpty()) {
            throw Complaint.field(path + ".parts", "contents.parts must not be empty.");
        }
        for (int index = 0; index < parts.size(); index++) {
            part(parts.get(index), path + ".parts[" + index + "]");
        }
    }

    private static void part(JsonObject part, String path) {
        List<String> data = DATA.stream().filter(name -> part.get(name) != null).toList();
        if (data.isEmpty()) {
            throw Complaint.field(path + ".data", "required oneof field 'data' must have one initialized field");
        }
        if (data.size() > 1) {
            throw Complaint.invalid("Invalid value at '" + path
                    + "' (oneof), oneof field 'data' is already set. Cannot set '" + data.get(1) + "'");
        }
        for (String name : List.of("functionCall", "functionResponse")) {
            JsonObject named = part.object(name);
            String function = named == null ? "-" : named.text("name");
            if (function == null || function.isEmpty()) {
                throw Complaint.field(path + "." + Shape.underscored(name) + ".name", "Name cannot be empty.");
            }
        }
    }

    /** Model contents side by side are one turn (recorded: pydantic/pydantic-ai, replay from another provider); results stand in one content. */
    private static void turn(List<JsonObject> contents, int index) {
        boolean next = index + 1 < contents.size();
        boolean goesOn = next && fromModel(contents.get(index)) && fromModel(contents.get(index + 1));
        int calls = goesOn ? 0 : callsUpTo(contents, index);
        if (calls > 0 && (!next || count(contents.get(index + 1), "functionResponse") != calls)) {
            throw Complaint.invalid("Please ensure that the number of function response parts is equal to the number of"
                    + " function call parts of the function call turn.");
        }
        boolean answers = count(contents.get(index), "functionResponse") > 0;
        if (answers && (index == 0 || callsUpTo(contents, index - 1) == 0)) {
            throw Complaint.invalid(
                    "Please ensure that function response turn comes immediately after a function call turn.");
        }
    }

    private static int callsUpTo(List<JsonObject> contents, int last) {
        int calls = 0;
        for (int index = last; index >= 0 && fromModel(contents.get(index)); index--) {
            calls += count(contents.get(index), "functionCall");
        }
        return calls;
    }

    private static boolean fromModel(JsonObject content) {
        return "model".equals(content.text("role"));
    }

    private static int count(JsonObject content, String name) {
        return (int) GeminiBody.parts(content).stream()
                .filter(part -> part.get(name) != null)
                .count();
    }
}
