package dev.parlance.sandbox.responses;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them in the form of the Chat dialect. Tools that a host runs itself are left out: the model does not call them. */
final class ToolForm {
    private ToolForm() {}

    /** The tools that may be called: those of the choice when it names some, one of them when calls may not be parallel. */
    static List<JsonValue> tools(ResponsesBody body) {
        List<JsonValue> tools = new ArrayList<>();
        JsonObject choice = body.members().object("tool_choice");
        for (JsonObject tool : body.tools()) {
            if (callable(tool) && allowed(tool, choice) && (tools.isEmpty() || body.parallel())) {
                tools.add(wrapped(tool));
            }
        }
        return tools;
    }

    /** The choice, or null when there is none. */
    static @Nullable JsonValue choice(ResponsesBody body) {
        return switch (body.value("tool_choice")) {
            case JsonString word -> word;
            case JsonObject choice when "allowed_tools".equals(choice.text("type")) -> choice.get("mode");
            case JsonObject choice
            when choice.text("name") != null ->
                object(member("type", "function"), member("function", object("name", choice.text("name"))));
            case null, default -> null;
        };
    }

    /** Whether the tool of that name takes free text. */
    static boolean custom(ResponsesBody body, String name) {
        return body.tools().stream()
                .anyMatch(tool -> "custom".equals(tool.text("type")) && name.equals(tool.text("name")));
    }

    private static boolean callable(JsonObject tool) {
        return "function".equals(tool.text("type")) || "custom".equals(tool.text("type"));
    }

    private static boolean allowed(JsonObject tool, @Nullable JsonObject choice) {
        String name = tool.text("name");
        if (choice == null || name == null) {
            return true;
        }
        if ("allowed_tools".equals(choice.text("type"))) {
            return ResponsesBody.objects(choice.elements("tools")).stream()
                    .anyMatch(allowed -> name.equals(allowed.text("name")));
        }
        String demanded = choice.text("name");
        return demanded == null || demanded.equals(name);
    }

    private static JsonObject wrapped(JsonObject tool) {
        return "custom".equals(tool.text("type"))
                ? tool
                : object(member("type", "function"), member("function", tool.without("type")));
    }
}
