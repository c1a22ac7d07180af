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
import dev.parlance.sandbox.openai.EffortRules;
import dev.parlance.sandbox.openai.MessageRules;
import dev.parlance.sandbox.openai.OpenAiErrors;
import dev.parlance.sandbox.openai.OpenAiModel.Oddity;
import dev.parlance.sandbox.openai.OpenAiRules;
import dev.parlance.sandbox.openai.ToolRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A resource of Microsoft Foundry on the v1 route, base URL {@code https://RESOURCE.services.ai.azure.com/openai/v1}. */
public final class AzureFoundryHost extends ChatHost {
    private static final Pattern VERSION = Pattern.compile("(?:^|&)api-version=([^&]*)");
    private static final Set<String> VERSIONS = Set.of("v1", "preview", "latest");
    private static final Set<String> KNOWN = known();

    /** The host. */
    public AzureFoundryHost() {}

    @Override
    public String name() {
        return "azure-foundry";
    }

    @Override
    public List<String> models() {
        return Deployments.names();
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/openai/v1", "/v1");
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return AzureErrors.unknownPath();
    }

    /** A key is good in its own header and, on the v1 route, as a bearer. A date of the dated routes finds nothing here. */
    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.header("api-key");
        String good = key == null ? request.bearerKey() : key;
        if (good == null || good.isBlank() || good.startsWith("bad")) {
            throw new Refusal(AzureErrors.badKey());
        }
        Matcher version = VERSION.matcher(request.query());
        if (version.find() && !VERSIONS.contains(version.group(1))) {
            throw new Refusal(AzureErrors.unknownPath());
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return OpenAiErrors.error(
                400,
                "invalid_request_error",
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library"
                        + " correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
                null,
                null);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String name : Deployments.names()) {
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
    protected void check(SandboxRequest request, ChatBody body) {
        switch (deployment(body)) {
            case Catalogue catalogue -> CatalogueRules.check(body, catalogue);
            case OpenAi openAi -> openAi(body, openAi);
        }
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return AzureErrors.fault(status, detail, deployment(body));
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        Deployment deployment = deployment(body);
        Reply reply = SimulatedModel.reply(body, deployment.thinks(body), ids(deployment, digest), faults);
        AzureWire wire = switch (deployment) {
            case Catalogue catalogue -> new CatalogueWire(body, catalogue, reply, faults, digest);
            case OpenAi openAi -> new OpenAiDeploymentWire(body, openAi, reply, faults, digest);
        };
        return body.stream()
                ? EventStream.of(wire.chunks(), AzureErrors.inBand(), faults)
                : SandboxAnswer.json(200, wire.plain());
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of(
                "apim-request-id", digest.uuid("apim"),
                "x-ms-region", "West Europe",
                "x-ratelimit-limit-requests", "50",
                "x-ratelimit-limit-tokens", "50000",
                "x-ratelimit-remaining-requests", "49",
                "x-ratelimit-remaining-tokens", "49990",
                "x-ratelimit-reset-requests", "1",
                "x-ratelimit-reset-tokens", "0");
    }

    private static void openAi(ChatBody body, OpenAi deployment) {
        if (deployment.model().has(Oddity.RESPONSES_ONLY)) {
            throw OpenAiErrors.invalid(
                    "The chatCompletion operation does not work with the specified model, " + body.model()
                            + ". Please choose different model and try again. You can learn more about which models can be"
                            + " used with each operation here: https://go.microsoft.com/fwlink/?linkid=2197993.",
                    null,
                    "OperationNotSupported");
        }
        OpenAiRules.checkKnown(body, KNOWN);
        OpenAiRules.checkParameters(body, deployment.model());
        EffortRules.check(body, deployment.model(), EffortRules.Wording.AZURE);
        ToolRules.check(body, deployment.model());
        MessageRules.check(body, true);
        OpenAiRules.checkFormat(body);
    }

    private static CallIds ids(Deployment deployment, Digest digest) {
        boolean kimi = deployment instanceof Catalogue catalogue && catalogue.maker() == Maker.KIMI;
        return kimi
                ? (name, position) -> "functions." + name + ":" + position
                : (name, position) -> "call_" + digest.letters("call" + position, 24);
    }

    private static Deployment deployment(ChatBody body) {
        Deployment deployment = Deployments.find(body.model());
        if (deployment == null) {
            throw new Refusal(AzureErrors.noDeployment());
        }
        return deployment;
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(OpenAiRules.KNOWN);
        known.addAll(Set.of("data_sources", "user_security_context"));
        return Set.copyOf(known);
    }
}
