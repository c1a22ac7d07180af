package dev.parlance.sandbox.responses;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of one kind of input item.
 *
 * @param required in the order in which their absence is told
 * @param optional the others
 */
record ItemShape(List<String> required, Set<String> optional) {
    private static final Map<String, ItemShape> SHAPES = Map.of(
            "message", new ItemShape(List.of("role", "content"), Set.of("id", "status", "phase")),
            "reasoning", new ItemShape(List.of("summary"), Set.of("id", "content", "encrypted_content", "status")),
            "function_call",
                    new ItemShape(List.of("call_id", "name", "arguments"), Set.of("id", "status", "namespace")),
            "function_call_output", new ItemShape(List.of("call_id", "output"), Set.of("id", "status")),
            "custom_tool_call", new ItemShape(List.of("call_id", "name", "input"), Set.of("id", "status", "namespace")),
            "custom_tool_call_output", new ItemShape(List.of("call_id", "output"), Set.of("id", "status")),
            "item_reference", new ItemShape(List.of("id"), Set.of()),
            "compaction", new ItemShape(List.of("encrypted_content"), Set.of("id")),
            "compaction_trigger", new ItemShape(List.of(), Set.of()));

    /** Items of tools that the host runs itself, and items that bring tools; their members are not looked at. */
    private static final Set<String> OPEN = Set.of(
            "additional_tools",
            "apply_patch_call",
            "apply_patch_call_output",
            "code_interpreter_call",
            "computer_call",
            "computer_call_output",
            "file_search_call",
            "image_generation_call",
            "local_shell_call",
            "local_shell_call_output",
            "mcp_approval_request",
            "mcp_approval_response",
            "mcp_call",
            "mcp_list_tools",
            "shell_call",
            "shell_call_output",
            "tool_search_call",
            "tool_search_output",
            "web_search_call");

    /** The shape of that type, or null. */
    static @Nullable ItemShape of(String type) {
        return SHAPES.get(type);
    }

    /** Whether items of that type are taken as they are. */
    static boolean open(String type) {
        return OPEN.contains(type);
    }

    /** Every type there is, in alphabetical order. */
    static List<String> types() {
        return Stream.concat(SHAPES.keySet().stream(), OPEN.stream()).sorted().toList();
    }

    boolean knows(String member) {
        return member.equals("type") || required.contains(member) || optional.contains(member);
    }
}
