package dev.parlance.providers;

import dev.parlance.catalog.AddressForm;
import dev.parlance.providers.credential.Token;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The question which models a host has: a GET with the headers and the credential of a call. Prints with its secrets masked. */
public record ModelListRequest(URI url, List<Header> headers) {
    public ModelListRequest {
        headers = List.copyOf(headers);
    }

    /**
     * The question, or null at Azure, where the list is of what could be deployed and not of what can be called (MicrosoftDocs/azure-ai-docs,
     * api-version-lifecycle; tinyhumansai/openhuman#5213).
     *
     * @param target any model there
     * @param token what the endpoint's credential gave, or null when it has none
     * @throws dev.parlance.core.error.ParlanceException.Unauthenticated when a credential is needed and missing
     */
    public static @Nullable ModelListRequest of(Target target, @Nullable Token token) {
        Endpoint endpoint = target.endpoint();
        if (endpoint.host().addressForm() != AddressForm.PLAIN
                || AzureAddress.isAzure(endpoint.baseUrl().getHost())) {
            return null;
        }
        endpoint.requireCredential();
        return new ModelListRequest(
                endpoint.url(path(endpoint.host().dialect()), "", token),
                endpoint.headers(
                        false,
                        target.profile().headers().always(),
                        target.profile().keyHeader(),
                        token));
    }

    /** One page holds all: both services take a thousand (Anthropic, List models; Gemini API, models.list; 2026-08). */
    private static String path(String dialect) {
        return switch (dialect) {
            case "anthropic-messages" -> "/v1/models?limit=1000";
            case "gemini" -> "/models?pageSize=1000";
            default -> "/models";
        };
    }
}
