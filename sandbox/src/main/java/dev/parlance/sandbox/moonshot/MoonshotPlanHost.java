package dev.parlance.sandbox.moonshot;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.moonshot.KimiModel.Family;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The plan endpoint of Kimi Code, base URL {@code https://api.kimi.com/coding/v1}. */
public final class MoonshotPlanHost extends MoonshotChat {
    private static final int LARGEST_CONVERSATION = 2 * 1024 * 1024;

    /** The host. */
    public MoonshotPlanHost() {
        super(KimiModels.PLAN);
    }

    @Override
    public String name() {
        return "moonshot-plan";
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/coding/v1", "/v1");
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null || key.startsWith("bad")) {
            throw new Refusal(badKey());
        }
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (KimiModel model : listed()) {
            boolean efforts = model.family() == Family.K3;
            JsonObject support = object("support", efforts);
            if (efforts) {
                support = support.with("valid_efforts", JsonValue.strings(List.of("low", "high", "max")))
                        .with("default_effort", JsonValue.of("max"));
            }
            models.add(object(
                    member("id", model.id()),
                    member("object", "model"),
                    member("created", 1_785_880_000),
                    member("owned_by", "moonshot"),
                    member("display_name", efforts ? "Kimi K3" : "Kimi for Coding"),
                    member("context_length", model.window()),
                    member("supports_reasoning", true),
                    member("supports_image_in", true),
                    member("supports_video_in", true),
                    member("supports_tool_use", true),
                    member("supports_thinking_type", "only"),
                    member("think_efforts", support)));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    void checkSize(SandboxRequest request, ChatBody body) {
        int size =
                Json.text(new JsonArray(body.members().elements("messages"))).getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_CONVERSATION) {
            throw MoonshotErrors.invalid("total message size " + size + " exceeds limit " + LARGEST_CONVERSATION);
        }
    }

    @Override
    void checkThinking(ChatBody body, KimiModel model) {
        PlanThinking.check(body, model);
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return switch (status) {
            case 401 -> badKey();
            case 402 -> untyped(402, "unable to verify your membership benefits");
            case 403 ->
                detail.equals("quota")
                        ? untyped(403, "You've reached your usage limit for this billing cycle")
                        : MoonshotErrors.error(
                                403,
                                "access_terminated_error",
                                "Kimi For Coding is currently only available for Coding Agents such as Kimi CLI,"
                                        + " Claude Code, Roo Code, Kilo Code, etc.");
            case 429 -> tooMany(detail, body);
            default -> MoonshotFaults.answer(status, detail, model(body));
        };
    }

    private SandboxAnswer tooMany(String detail, ChatBody body) {
        return switch (detail) {
            case "quota" -> untyped(429, "You've reached your usage limit for this period");
            case "overloaded" -> MoonshotFaults.answer(429, detail, model(body));
            default ->
                MoonshotErrors.error(
                                429,
                                "rate_limit_reached_error",
                                "We're receiving too many requests at the moment. Please wait a moment and try again.")
                        .withHeader("retry-after", "1");
        };
    }

    private static SandboxAnswer badKey() {
        return untyped(401, "The API Key appears to be invalid or may have expired");
    }

    /** No type was ever reported for these. */
    private static SandboxAnswer untyped(int status, String message) {
        return SandboxAnswer.json(status, object("error", object("message", message)));
    }
}
