package dev.parlance.sandbox.azure;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.openai.OpenAiErrors;
import java.util.List;
import java.util.Map;

/** MAI-Thinking-1 on its own route, {@code /mai/v1} (Microsoft's page "MAI-Thinking-1"). */
final class MaiChat extends ChatHost {
    static final String MODEL = "MAI-Thinking-1";

    private static final long WINDOW = 256_000;

    @Override
    public String name() {
        return "azure-foundry";
    }

    @Override
    public List<String> models() {
        return List.of(MODEL);
    }

    @Override
    protected List<String> prefixes() {
        return List.of();
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return AzureErrors.unknownPath();
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        AzureKeys.any(request);
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return AzureErrors.notJson();
    }

    @Override
    protected JsonValue modelList() {
        return object(
                member("object", "list"),
                member("data", JsonValue.array(object(member("id", MODEL), member("object", "model")))));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        if (!body.model().equalsIgnoreCase(MODEL)) {
            throw new Refusal(AzureErrors.noDeployment());
        }
        if (!(body.value("messages") instanceof JsonArray(List<JsonValue> messages)) || messages.isEmpty()) {
            throw schema("messages: field required");
        }
        for (JsonObject tool : body.tools()) {
            if (!"function".equals(tool.text("type"))) {
                throw schema("tools: only function tools are supported");
            }
        }
        if (body.value("max_tokens") != null) {
            throw OpenAiErrors.maxTokens();
        }
        MaiReasoning.check(body);
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return status == 400 && detail.startsWith("content-filter")
                ? blocked()
                : AzureFaults.answer(
                        status,
                        detail,
                        new Deployment.Catalogue(MODEL, Deployment.Maker.MAI, WINDOW),
                        "ChatCompletions_Create Operation");
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        Reply reply = SimulatedModel.reply(
                body, true, (name, position) -> "call_" + digest.letters("call" + position, 24), faults);
        boolean blocked = reply.finish() == Finish.CONTENT_FILTER;
        if (!body.stream()) {
            return blocked ? blocked() : SandboxAnswer.json(200, new MaiWire(body, reply, digest).plain());
        }
        List<JsonObject> chunks = new MaiWire(body, reply, digest).chunks();
        if (blocked) {
            chunks.set(chunks.size() - 1, safety());
        }
        return EventStream.of(chunks, safety(), faults);
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Resource.headers(digest);
    }

    private static SandboxAnswer blocked() {
        return SandboxAnswer.json(400, safety());
    }

    private static JsonObject safety() {
        return object(
                "error",
                object(
                        member("message", "The content was blocked by the safety system."),
                        member("type", "SafetyBlockedError"),
                        member("param", null),
                        member("code", "content_filter")));
    }

    private static Refusal schema(String message) {
        return new Refusal(OpenAiErrors.error(422, "invalid_request_error", message, null, null));
    }
}
