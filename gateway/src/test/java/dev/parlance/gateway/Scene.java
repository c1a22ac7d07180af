package dev.parlance.gateway;

import dev.parlance.catalog.Catalog;
import dev.parlance.providers.Providers;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A gateway in front of a played host, which stands for {@code openai-compatible}, {@code moonshot} and {@code azure-foundry}. */
final class Scene implements AutoCloseable {
    static final GatewaySettings SETTINGS = GatewaySettings.DEFAULT.withPort(0).withDrain(Duration.ZERO);

    final PlayedHost host;
    final Gateway gateway;

    private Scene(PlayedHost host, Gateway gateway) {
        this.host = host;
        this.gateway = gateway;
    }

    static Scene of(PlayedHost.Role role) {
        return of(SETTINGS, role);
    }

    static Scene of(GatewaySettings settings, PlayedHost.Role role) {
        PlayedHost host = new PlayedHost(role);
        return new Scene(host, Gateway.start(settings, providers(host.url())));
    }

    static Providers providers(String url) {
        Map<String, String> environment = new HashMap<>();
        environment.put("OPENAI_COMPATIBLE_BASE_URL", url + "/v1");
        environment.put("MOONSHOT_BASE_URL", url + "/v1");
        environment.put("MOONSHOT_API_KEY", "sk-moonshot-secret");
        environment.put("AZURE_FOUNDRY_BASE_URL", url);
        environment.put("AZURE_FOUNDRY_API_KEY", "foundry-secret");
        return Providers.fromEnvironment(environment, Catalog.bundled());
    }

    Caller caller() throws IOException {
        return new Caller(gateway);
    }

    static String ask(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Say hi\"}]}";
    }

    static String plain(String text) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m-1\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}";
    }

    static String delta(String text) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}\n\n";
    }

    static String stop() {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\",\"choices\":[{\"index\":0,"
                + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    }

    @Override
    public void close() {
        gateway.close();
        host.close();
    }
}
