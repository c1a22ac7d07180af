package dev.parlance.sandbox.azure;

import dev.parlance.sandbox.anthropic.MessagesRoute;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesApi;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource of Microsoft Foundry, base URL {@code https://RESOURCE.services.ai.azure.com}: the v1 routes of the resource and of its projects,
 * the old inference route, Claude's Messages route and MAI's own.
 */
public final class AzureFoundryHost implements SandboxHost {
    private static final Pattern V1 = Pattern.compile(
            "(?:(?:/api/projects/[^/]+)?/openai/v1|/v1)?(/(?:chat/completions|models|responses(?:/.*)?))");
    private static final String INFERENCE = "/models";
    private static final String CLAUDE = "/anthropic";
    private static final String MAI = "/mai/v1";

    private final Resource resource = new Resource("azure-foundry", Deployments.names(), Deployments::find);
    private final AzureChat chat = new AzureChat(resource);
    private final ResponsesApi responses = new ResponsesApi(
            new AzureResponses(new Resource("azure-foundry", Deployments.names(), Deployments::onResponses), null));
    private final InferenceChat inference = new InferenceChat(resource);
    private final MessagesRoute claude = MessagesRoute.hosted(true);
    private final MaiChat mai = new MaiChat();

    /** The host. */
    public AzureFoundryHost() {}

    @Override
    public String name() {
        return resource.host();
    }

    @Override
    public List<String> models() {
        return resource.names();
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request) {
        return Resource.answer(request, () -> routed(request));
    }

    private SandboxAnswer routed(SandboxRequest request) {
        String path = request.path();
        if (path.startsWith(INFERENCE + "/")) {
            return inference.answer(InferenceChat.understood(request.withPath(path.substring(INFERENCE.length()))));
        }
        if (path.startsWith(CLAUDE + "/")) {
            return claude(request.withPath(path.substring(CLAUDE.length())));
        }
        if (path.startsWith(MAI + "/")) {
            return mai.answer(request.withPath(path.substring(MAI.length())));
        }
        Matcher v1 = V1.matcher(path);
        if (!v1.matches()) {
            return AzureErrors.unknownPath();
        }
        SandboxRequest relative = request.withPath(v1.group(1));
        return ResponsesApi.serves(relative) ? responses.answer(relative) : chat.answer(relative);
    }

    private SandboxAnswer claude(SandboxRequest request) {
        AzureKeys.anthropic(request);
        SandboxAnswer answer = claude.answer(request);
        return answer == null
                ? AzureErrors.unknownPath()
                : answer.withHeaders(Map.of(
                        "x-ratelimit-limit-tokens", "-1",
                        "x-ratelimit-remaining-tokens", "-1",
                        "x-ratelimit-reset-tokens", "0"));
    }
}
