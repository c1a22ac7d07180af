package dev.parlance.sandbox.azure;

import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesApi;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource of Azure OpenAI, base URL {@code https://RESOURCE.openai.azure.com}: the dated deployment route, the dated Responses route
 * without a deployment in its path, and the v1 routes. Deployments are called like their models; one is called {@code my-gpt}.
 */
public final class AzureOpenAiHost implements SandboxHost {
    private static final Pattern DATED_CHAT = Pattern.compile("(?:/openai)?/deployments/([^/]+)(/chat/completions)");
    private static final Pattern DATED_RESPONSES = Pattern.compile("/openai(/responses(?:/.*)?)");
    private static final Pattern V1 =
            Pattern.compile("(?:/openai/v1|/v1)?(/(?:chat/completions|models|responses(?:/.*)?))");

    private final Resource resource = new Resource("azure-openai", Deployments.openAiNames(), Deployments::named);
    private final AzureChat chat = new AzureChat(resource);
    private final ResponsesApi responses = new ResponsesApi(new AzureResponses(resource, null));

    /** The host. */
    public AzureOpenAiHost() {}

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
        // A doubled slash behind the host is passed over, as recorded with DataDog/dd-trace-py.
        String path = request.path().startsWith("//") ? request.path().substring(1) : request.path();
        return Resource.answer(request, () -> routed(request.withPath(path)));
    }

    private SandboxAnswer routed(SandboxRequest request) {
        Matcher dated = DATED_CHAT.matcher(request.path());
        if (dated.matches()) {
            String deployment = URLDecoder.decode(dated.group(1), StandardCharsets.UTF_8);
            return AzureChat.dated(resource, version(request), deployment).answer(request.withPath(dated.group(2)));
        }
        Matcher datedResponses = DATED_RESPONSES.matcher(request.path());
        if (datedResponses.matches()) {
            return responses(request.withPath(datedResponses.group(1)));
        }
        Matcher v1 = V1.matcher(request.path());
        if (!v1.matches()) {
            return AzureErrors.unknownPath();
        }
        SandboxRequest relative = request.withPath(v1.group(1));
        return ResponsesApi.serves(relative) ? responses.answer(relative) : chat.answer(relative);
    }

    private SandboxAnswer responses(SandboxRequest request) {
        ApiVersion version = version(request);
        if (!version.since("2025-03-01")) {
            throw AzureErrors.wrongVersion(
                    "Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later");
        }
        return responses.beside(new AzureResponses(resource, version)).answer(request);
    }

    /** A dated route is not there without a version that Azure knows. The key is looked at first. */
    private static ApiVersion version(SandboxRequest request) {
        AzureKeys.one(request);
        ApiVersion version = ApiVersion.of(request.query());
        if (version == null) {
            throw new Refusal(AzureErrors.unknownPath());
        }
        return version;
    }
}
