package dev.parlance.sandbox.moonshot;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.ArrayList;
import java.util.List;

/** The Open Platform of Moonshot AI, base URL {@code https://api.moonshot.ai/v1}. */
public final class MoonshotHost extends MoonshotChat {
    private static final int LARGEST_BODY = 100 * 1024 * 1024;

    /** The host. */
    public MoonshotHost() {
        super(KimiModels.PLATFORM);
    }

    @Override
    public String name() {
        return "moonshot";
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/v1");
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null) {
            throw new Refusal(MoonshotErrors.error(401, "incorrect_api_key_error", "Incorrect API key provided"));
        }
        if (key.startsWith("bad")) {
            throw new Refusal(MoonshotErrors.error(401, "invalid_authentication_error", "Invalid Authentication"));
        }
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (KimiModel model : listed()) {
            models.add(object(
                    member("id", model.id()),
                    member("object", "model"),
                    member("created", 1_785_880_000),
                    member("owned_by", "moonshot"),
                    member("context_length", model.window()),
                    member("supports_image_in", model.sight()),
                    member("supports_video_in", model.sight() && model.family().pinned()),
                    member("supports_reasoning", model.family().pinned())));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    void checkSize(SandboxRequest request, ChatBody body) {
        if (request.bodyLength() > LARGEST_BODY) {
            throw new Refusal(MoonshotErrors.error(413, MoonshotErrors.INVALID, "Request exceeds the maximum size"));
        }
    }

    @Override
    void checkThinking(ChatBody body, KimiModel model) {
        PlatformThinking.check(body, model);
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return MoonshotFaults.answer(status, detail, model(body));
    }
}
