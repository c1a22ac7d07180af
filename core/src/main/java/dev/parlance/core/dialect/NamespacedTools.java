package dev.parlance.core.dialect;

import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tools of Responses that stand in a namespace. Codex offers those of MCP servers so (seen with 0.169.0: {@code {"type":"namespace",
 * "name":"mcp__weather","tools":[…]}}, called back with {@code name} and {@code namespace}). Hosts of other dialects are offered the same
 * functions under one joined name, and what they call is told the client under the two.
 */
public final class NamespacedTools {
    private static final String RESPONSES = "openai-responses";

    private NamespacedTools() {}

    /**
     * A function's name in two parts.
     *
     * @param namespace where it stands, or null when nowhere
     */
    public record Parts(@Nullable String namespace, String name) {}

    /** The name for hosts that know no namespaces. */
    static String joined(String namespace, String name) {
        return namespace.endsWith("__") ? namespace + name : namespace + "__" + name;
    }

    /** The functions of that tool under their joined names; null when it is no namespace, or holds anything but functions. */
    static @Nullable List<Tool.Function> functions(Tool.Opaque tool) {
        JsonObject namespace = tool.dialect().equals(RESPONSES) ? tool.json().objectOrNull() : null;
        String prefix = namespace == null ? null : namespace.text("name");
        if (namespace == null || prefix == null || !"namespace".equals(namespace.text("type"))) {
            return null;
        }
        List<Tool.Function> functions = new ArrayList<>();
        for (JsonValue element : namespace.elements("tools")) {
            JsonObject function = element instanceof JsonObject object ? object : JsonObject.EMPTY;
            String name = function.text("name");
            if (name == null || !"function".equals(function.text("type"))) {
                return null;
            }
            JsonObject parameters = function.object("parameters");
            functions.add(new Tool.Function(
                    joined(prefix, name),
                    function.text("description"),
                    parameters == null ? null : RawJson.of(parameters),
                    function.get("strict") instanceof JsonBoolean(boolean strict) ? strict : null,
                    Members.NONE,
                    Members.NONE));
        }
        return functions;
    }

    /** What a host that knows no namespaces called, as the client offered it. */
    public static Parts split(List<Tool> offered, String called) {
        for (Tool tool : offered) {
            JsonObject json = tool instanceof Tool.Opaque opaque && functions(opaque) != null
                    ? opaque.json().objectOrNull()
                    : null;
            String namespace = json == null ? null : json.text("name");
            if (json == null || namespace == null) {
                continue;
            }
            for (JsonValue element : json.elements("tools")) {
                String name = element instanceof JsonObject function ? function.text("name") : null;
                if (name != null && joined(namespace, name).equals(called)) {
                    return new Parts(namespace, name);
                }
            }
        }
        return new Parts(null, called);
    }
}
