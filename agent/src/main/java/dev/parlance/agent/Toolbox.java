package dev.parlance.agent;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Tool.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools of a run, by name, in the order in which they were given. */
final class Toolbox {
    private final Map<String, Tool> byName = new LinkedHashMap<>();

    Toolbox(List<Tool> tools) {
        for (Tool tool : tools) {
            if (byName.put(tool.name(), tool) != null) {
                throw twice(tool.name());
            }
        }
    }

    @Nullable
    Tool named(String name) {
        return byName.get(name);
    }

    /** The request with these tools beside its own. */
    ChatRequest offeredIn(ChatRequest request) {
        List<dev.parlance.core.chat.Tool> all = new ArrayList<>(request.tools());
        for (var own : all) {
            if (own instanceof Function function && byName.containsKey(function.name())) {
                throw twice(function.name());
            }
        }
        byName.values().forEach(tool -> all.add(new Function(tool.name(), tool.description(), tool.parameters())));
        return request.toBuilder().tools(all).build();
    }

    /** What to tell a model that called something else. */
    String unknown(String name) {
        return "There is no tool called “" + name + "”. "
                + (byName.isEmpty()
                        ? "There are no tools."
                        : "The tools are: " + String.join(", ", byName.keySet()) + ".");
    }

    private static IllegalArgumentException twice(String name) {
        return new IllegalArgumentException("Two tools are called " + name);
    }
}
