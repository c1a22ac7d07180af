package dev.parlance.sandbox.azure;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.sandbox.azure.Deployment.Catalogue;
import dev.parlance.sandbox.azure.Deployment.Maker;
import dev.parlance.sandbox.azure.Deployment.OpenAi;
import dev.parlance.sandbox.chat.CallIds;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chat Completions of a resource: on the v1 route, where the body names the deployment, or on a dated route, where the path does. */
class AzureChat extends ChatHost {
    private static final Set<String> V1_VERSIONS = Set.of("v1", "preview", "latest");

    private final Resource resource;
    private final @Nullable ApiVersion version;
    private final @Nullable String deployment;

    private AzureChat(Resource resource, @Nullable ApiVersion version, @Nullable String deployment) {
        this.resource = resource;
        this.version = version;
        this.deployment = deployment;
    }

    AzureChat(Resource resource) {
        this(resource, null, null);
    }

    static AzureChat dated(Resource resource, ApiVersion version, String deployment) {
        return new AzureChat(resource, version, deployment);
    }

    /** Refuses a request of the v1 route that asks for a dated version: nothing is found under it. */
    static void v1(SandboxRequest request) {
        String asked = ApiVersion.asked(request.query());
        if (asked != null && !V1_VERSIONS.contains(asked)) {
            throw new Refusal(AzureErrors.unknownPath());
        }
    }

    @Override
    public String name() {
        return resource.host();
    }

    @Override
    public List<String> models() {
        return resource.names();
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
        AzureKeys.one(request);
        if (version == null) {
            v1(request);
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return AzureErrors.notJson();
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String name : resource.names()) {
            models.add(object(
                    member("id", name),
                    member("object", "model"),
                    member("status", "succeeded"),
                    member("created_at", 1_785_880_000),
                    member("lifecycle_status", "generally-available"),
                    member(
                            "capabilities",
                            object(
                                    member("chat_completion", true),
                                    member("completion", false),
                                    member("embeddings", false)))));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody asked) {
        ChatBody body = named(asked);
        switch (behind(body)) {
            case Catalogue catalogue -> {
                dated(body, catalogue.underlying());
                CatalogueRules.check(body, catalogue);
            }
            case OpenAi openAi -> {
                OpenAiDeploymentRules.chats(body, openAi);
                dated(body, openAi.model().id());
                OpenAiDeploymentRules.check(body, openAi, version);
            }
        }
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return AzureFaults.answer(
                status,
                detail,
                behind(named(body)),
                "ChatCompletions_Create Operation under Azure OpenAI API version "
                        + (version == null ? "v1" : version.text()));
    }

    @Override
    protected SandboxAnswer speak(ChatBody asked, Faults faults, Digest digest) {
        ChatBody body = named(asked);
        Deployment behind = behind(body);
        Reply reply = SimulatedModel.reply(body, behind.thinks(body), ids(behind, digest), faults);
        AzureWire wire = switch (behind) {
            case Catalogue catalogue -> new CatalogueWire(body, catalogue, reply, faults, digest);
            case OpenAi openAi -> new OpenAiDeploymentWire(body, openAi, reply, faults, digest);
        };
        return body.stream()
                ? EventStream.of(wire.chunks(), AzureErrors.inBand(), faults)
                : SandboxAnswer.json(200, wire.plain());
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Resource.headers(digest);
    }

    private void dated(ChatBody body, String model) {
        if (version != null) {
            DatedRules.check(body, model, version);
        }
    }

    private Deployment behind(ChatBody body) {
        return resource.deployment(body.model());
    }

    /** A model in the body is tolerated on a route whose path names the deployment, and has no meaning there. */
    private ChatBody named(ChatBody body) {
        return deployment == null ? body : new ChatBody(body.members().with("model", JsonValue.of(deployment)));
    }

    private static CallIds ids(Deployment deployment, Digest digest) {
        boolean kimi = deployment instanceof Catalogue catalogue && catalogue.maker() == Maker.KIMI;
        return kimi
                ? (name, position) -> "functions." + name + ":" + position
                : (name, position) -> "call_" + digest.letters("call" + position, 24);
    }
}
