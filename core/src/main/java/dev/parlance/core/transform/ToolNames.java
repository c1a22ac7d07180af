package dev.parlance.core.transform;

import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.chat.Tool;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses function names outside the host's pattern and doubled ones; the host would, with a text that names neither rule nor remedy. */
final class ToolNames {
    private ToolNames() {}

    static Conversation check(Conversation conversation) {
        Pattern pattern = conversation.profile().toolNames();
        String host = conversation.profile().host();
        Set<String> seen = new HashSet<>();
        for (Tool tool : conversation.request().tools()) {
            if (tool instanceof Tool.Function function) {
                if (pattern != null && !pattern.matcher(function.name()).matches()) {
                    throw AdjustmentLog.refused(
                            "tools",
                            host + " does not take \"" + function.name() + "\" as the name of a tool",
                            "Rename it to match " + pattern.pattern() + ". Rule: "
                                    + conversation
                                            .profile()
                                            .source("tool-names")
                                            .rule());
                }
                if (!seen.add(function.name())) {
                    throw AdjustmentLog.refused(
                            "tools",
                            "Two tools have the name \"" + function.name() + "\", and " + host
                                    + " takes each name once",
                            "Rename or remove one of them.");
                }
            }
        }
        return conversation;
    }
}
