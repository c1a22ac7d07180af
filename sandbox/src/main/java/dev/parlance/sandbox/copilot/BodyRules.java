package dev.parlance.sandbox.copilot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.TokenEstimate;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.copilot.CopilotModel.Maker;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.List;
import java.util.Set;

/**
 * The narrow body: nothing is published about the interface, so only the members that clients were seen to send are taken
 * (open-multi-agent/open-multi-agent#209; recorded: 0xPlaygrounds/rig).
 */
final class BodyRules {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "max_tokens",
            "temperature",
            "stream",
            "stream_options",
            "tools",
            "tool_choice",
            "reasoning_effort",
            "response_format");
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
    private static final Set<String> MESSAGE =
            Set.of("role", "content", "name", "tool_calls", "tool_call_id", "copilot_cache_control");
    private static final Set<String> REASONING = Set.of("reasoning_text", "reasoning_opaque");

    private BodyRules() {}

    static void check(SandboxRequest request, ChatBody body, CopilotModel model) {
        for (String name : body.members().members().keySet()) {
            if (!KNOWN.contains(name)) {
                throw CopilotErrors.invalid("unknown field: " + name);
            }
        }
        JsonValue effort = body.value("reasoning_effort");
        if (effort != null
                && !(effort instanceof JsonString(String word)
                        && model.efforts().contains(word))) {
            throw CopilotErrors.effort(model);
        }
        if (body.value("response_format") != null && !model.structured()) {
            throw CopilotErrors.invalid("response_format is not supported by model " + model.id());
        }
        messages(request, body, model);
        Problem problem = Turns.problem(body);
        if (problem != null) {
            throw CopilotErrors.invalid(problem);
        }
        long tokens = TokenEstimate.of(body);
        if (tokens > model.mostPrompt()) {
            throw new Refusal(CopilotErrors.tooLong(model, tokens));
        }
    }

    private static void messages(SandboxRequest request, ChatBody body, CopilotModel model) {
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            String role = message.text("role");
            if (role != null && !ROLES.contains(role)) {
                throw CopilotErrors.invalid("messages[" + index + "]: invalid role " + role);
            }
            for (String name : message.members().keySet()) {
                boolean reasoning =
                        REASONING.contains(name) && model.maker() == Maker.GOOGLE && "assistant".equals(role);
                if (!MESSAGE.contains(name) && !reasoning) {
                    throw CopilotErrors.invalid("unknown field: messages[" + index + "]." + name);
                }
            }
            for (JsonValue part : message.elements("content")) {
                part(request, part);
            }
        }
    }

    private static void part(SandboxRequest request, JsonValue part) {
        String type = part instanceof JsonObject object ? object.text("type") : null;
        switch (type) {
            case "text" -> {}
            case "image_url" -> {
                if (!"true".equals(request.header("copilot-vision-request"))) {
                    throw CopilotErrors.missingVisionHeader();
                }
            }
            case null, default -> throw CopilotErrors.invalid("type has to be either 'image_url' or 'text'");
        }
    }
}
