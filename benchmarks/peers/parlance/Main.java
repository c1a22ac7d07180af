package dev.parlance.peers;

import dev.parlance.catalog.Catalog;
import dev.parlance.client.Parlance;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.providers.Providers;
import java.util.Map;

/** Parlance. */
public final class Main {
    public static void main(String[] arguments) throws Exception {
        Parlance parlance = Parlance.builder()
                .providers(Providers.fromEnvironment(
                        Map.of("OPENAI_COMPATIBLE_BASE_URL", arguments[0] + "/v1", "OPENAI_COMPATIBLE_API_KEY", "any"),
                        Catalog.bundled()))
                .open();
        ChatModel model = parlance.model("openai-compatible/bench");
        Course.run(() -> model.generate(ChatRequest.builder("bench").user("Say hi").build())
                .text());
    }
}
