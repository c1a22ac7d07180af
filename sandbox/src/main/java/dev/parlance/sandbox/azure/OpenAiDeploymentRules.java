package dev.parlance.sandbox.azure;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.azure.Deployment.OpenAi;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.openai.EffortRules;
import dev.parlance.sandbox.openai.MessageRules;
import dev.parlance.sandbox.openai.OpenAiErrors;
import dev.parlance.sandbox.openai.OpenAiModel.Oddity;
import dev.parlance.sandbox.openai.OpenAiRules;
import dev.parlance.sandbox.openai.ToolRules;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What deployments of OpenAI's models refuse on Chat Completions: OpenAI's rules and Microsoft's own ("Azure OpenAI reasoning models"). */
final class OpenAiDeploymentRules {
    private static final Set<String> KNOWN = known();

    private OpenAiDeploymentRules() {}

    /** Refuses a model that exists on the Responses API only. */
    static void chats(ChatBody body, OpenAi deployment) {
        if (deployment.model().has(Oddity.RESPONSES_ONLY)) {
            throw AzureErrors.notOffered("chatCompletion", body.model());
        }
    }

    /**
     * Refuses everything else.
     *
     * @param version null on the v1 route
     */
    static void check(ChatBody body, OpenAi deployment, @Nullable ApiVersion version) {
        Set<String> known = KNOWN;
        if (version != null && !version.since("2024-04-01")) {
            known = new HashSet<>(KNOWN);
            known.add("enhancements");
        }
        OpenAiRules.checkKnown(body, known);
        OpenAiRules.checkParameters(body, deployment.model());
        EffortRules.check(body, deployment.model(), EffortRules.Wording.AZURE);
        ToolRules.check(body, deployment.model());
        MessageRules.check(body, true);
        OpenAiRules.checkFormat(body);
        streams(body.stream(), deployment.model().id());
        if (deployment.model().reasons()) {
            oneInstruction(body);
        }
        if (deployment.model().id().equals("o3-mini")) {
            noPictures(body);
        }
    }

    /** Whether Microsoft's table of reasoning models says that the model cannot stream. */
    static boolean streamless(String model) {
        return Set.of("o1", "o1-pro", "o3-pro", "gpt-5-pro").contains(model);
    }

    private static void streams(boolean streamed, String model) {
        if (streamed && streamless(model)) {
            throw OpenAiErrors.unsupportedValue(
                    "Unsupported value: 'stream' does not support true with this model. Supported values are: false.",
                    "stream");
        }
    }

    private static void oneInstruction(ChatBody body) {
        boolean system = says(body, "system");
        if (system && says(body, "developer")) {
            throw OpenAiErrors.invalid(
                    "A request to this model must not have both a 'system' and a 'developer' message.",
                    "messages",
                    "invalid_value");
        }
    }

    private static boolean says(ChatBody body, String role) {
        return body.messages().stream().anyMatch(message -> role.equals(message.text("role")));
    }

    private static void noPictures(ChatBody body) {
        for (JsonObject message : body.messages()) {
            for (JsonValue part : message.elements("content")) {
                if (part instanceof JsonObject object && "image_url".equals(object.text("type"))) {
                    throw OpenAiErrors.invalid(
                            "Invalid content type. image_url is only supported by certain models.",
                            "messages",
                            "invalid_value");
                }
            }
        }
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(OpenAiRules.KNOWN);
        known.addAll(Set.of("data_sources", "user_security_context"));
        return Set.copyOf(known);
    }
}
