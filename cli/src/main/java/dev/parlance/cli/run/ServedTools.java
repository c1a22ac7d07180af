package dev.parlance.cli.run;

import dev.parlance.agent.Tool;
import dev.parlance.core.wire.Json;
import java.time.Duration;
import java.util.List;

/** Tools of MCP servers, asked about like everything that cannot be known to be harmless. */
final class ServedTools {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private ServedTools() {}

    static Tool guarded(Tool tool, Consent consent) {
        Duration own = tool.deadline();
        return new GuardedTool(
                tool.name(),
                tool.description(),
                tool.parameters(),
                own == null ? USUAL : own,
                call -> new Deed(
                        Permission.MCP,
                        "be called (MCP) with",
                        List.of(Json.pretty(call.arguments())),
                        context -> tool.call(call, context)),
                consent);
    }
}
