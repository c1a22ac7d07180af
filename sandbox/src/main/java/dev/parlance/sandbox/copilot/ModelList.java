package dev.parlance.sandbox.copilot;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The model list, from which clients learn what a model takes and where it is served. */
final class ModelList {
    private ModelList() {}

    static JsonObject of(List<CopilotModel> models) {
        List<JsonValue> entries = new ArrayList<>();
        for (CopilotModel model : models) {
            entries.add(object(
                    member("billing", object(member("is_premium", true), member("multiplier", 1))),
                    member("capabilities", capabilities(model)),
                    member("id", model.id()),
                    member("model_picker_enabled", true),
                    member("name", model.id()),
                    member("object", "model"),
                    member("policy", object("state", "enabled")),
                    member("preview", false),
                    member("supported_endpoints", JsonValue.strings(model.endpoints())),
                    member("vendor", model.maker().vendor()),
                    member("version", model.snapshot())));
        }
        return object(member("data", new JsonArray(entries)), member("object", "list"));
    }

    private static JsonObject capabilities(CopilotModel model) {
        JsonObject supports = object(
                member("parallel_tool_calls", true),
                member("streaming", true),
                member("tool_calls", true),
                member("vision", true));
        if (!model.efforts().isEmpty()) {
            supports = supports.with("reasoning_effort", JsonValue.strings(model.efforts()));
        }
        if (model.structured()) {
            supports = supports.with("structured_outputs", JsonValue.of(true));
        }
        return object(
                member("family", model.id()),
                member(
                        "limits",
                        object(
                                member("max_context_window_tokens", model.mostPrompt() + model.mostOutput()),
                                member("max_output_tokens", model.mostOutput()),
                                member("max_prompt_tokens", model.mostPrompt()))),
                member("object", "model_capabilities"),
                member("supports", supports),
                member("tokenizer", "o200k_base"),
                member("type", "chat"));
    }
}
